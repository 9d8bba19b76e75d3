namespace AxSpA.Cloud.Inference;

/// <summary>The device asked for is missing, and falling back to the CPU was not allowed.</summary>
public sealed class DeviceUnavailableException : Exception
{
    public DeviceUnavailableException(string reason, Exception? inner = null)
        : base($"Inference:Device: expected cuda, found none: {reason}; set Inference:AllowCpuFallback to run on the CPU instead", inner)
    {
    }
}
