namespace AxSpA.Cloud.Training.Runs;

/// <summary>No room is left where something was to be written. What was there before still is, and nothing is half-written.</summary>
public sealed class DiskFullException : IOException
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    public DiskFullException(string path, IOException fault)
        : base($"expected room for {path}, found the disk full; the same command goes on from the last whole epoch once there is room", fault)
    {
    }

    /// <summary>The same again, out of another thread's bundle.</summary>
    public DiskFullException(DiskFullException earlier)
        : base(earlier?.Message, earlier)
    {
    }

    /// <summary>Whether a fault of the file system says so; .NET keeps the system's number.</summary>
    public static bool Is(IOException fault) => fault?.HResult is NoSpaceLeft or QuotaExceeded;
}
