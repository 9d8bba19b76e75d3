namespace AxSpA.Cloud.Training.Runs;

/// <summary>No room is left where something was to be written. What was there before still is, and nothing is half-written.</summary>
public sealed class DiskFullException(string path, Exception? innerException = null)
    : IOException($"expected room for {path}, found the disk full; the run goes on from its last epoch once there is room", innerException)
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Whether a fault of the file system says so; .NET keeps the system's number.</summary>
    public static bool Is(IOException fault) => fault?.HResult is NoSpaceLeft or QuotaExceeded;
}
