using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>What a run's curve depends on beside its regime.</summary>
public static class RunSettings
{
    /// <summary>A regime's settings with the run's own, by the names of their options.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> regime, string device, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SortedDictionary<string, string>(regime.ToDictionary(), StringComparer.Ordinal)
        {
            ["--device"] = device,
            ["--micro-batch"] = options.MicroBatch is { } part ? $"{part}" : "none",
            ["--limit-steps"] = options.LimitSteps is { } most ? $"{most}" : "none",
        };
    }

    /// <summary>Batch, its parts and the arithmetic, in words.</summary>
    public static string Words(int batch, RunOptions options, Device device)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(device);
        var parts = options.MicroBatch is { } part && part < batch ? $"effective batch {batch}, gradients accumulated over parts of {part}" : $"batch {batch}";
        var limit = options.LimitSteps is { } most ? $", at most {most} steps an epoch" : "";
        // TorchSharp 0.107 has no autocast; cuDNN's convolutions use TF32 on their own.
        var arithmetic = device.type == DeviceType.CUDA ? "single precision (TF32 convolutions; TorchSharp has no mixed precision)" : $"single precision on {get_num_threads()} threads";
        return $"{parts}{limit}, {arithmetic}";
    }
}
