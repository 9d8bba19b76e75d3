namespace AxSpA.Cloud.Inference;

/// <summary>How networks are run. None of it changes a result beyond the last bits.</summary>
public sealed record InferenceOptions
{
    public InferenceDevice Device { get; init; } = InferenceDevice.Cpu;

    /// <summary>Run on the CPU where the device asked for is missing, instead of failing. The result says so.</summary>
    public bool AllowCpuFallback { get; init; }

    /// <summary>Threads a network runs on; 0 is one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Let idle threads spin between layers: faster for a network that has its cores to itself, harmful where two networks or other services share them.</summary>
    public bool Spinning { get; init; }

    /// <exception cref="ArgumentException">A value is out of its range; the message names the key.</exception>
    public void Validate()
    {
        if (Threads is < 0 or > 1024)
            throw new ArgumentException($"Inference:Threads: expected 0 (one a core) to 1024, found {Threads}");
        if (!Enum.IsDefined(Device))
            throw new ArgumentException($"Inference:Device: expected Cpu or Cuda, found {Device}");
    }
}
