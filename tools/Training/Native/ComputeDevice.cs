using System.CommandLine;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Native;

/// <summary>What the training computes on: <c>--device cpu|cuda</c>.</summary>
public static class ComputeDevice
{
    private const string Cpu = "cpu";
    private const string Cuda = "cuda";

    /// <summary>The option of every command that trains.</summary>
    public static Option<string> CreateOption()
    {
        var option = new Option<string>("--device")
        {
            Description = "what to compute on; cuda needs a build with -p:Accelerator=cuda and an NVIDIA GPU",
            HelpName = $"{Cpu}|{Cuda}",
            DefaultValueFactory = _ => Cpu,
        };
        option.AcceptOnlyFromAmong(Cpu, Cuda);
        return option;
    }

    /// <summary>The device of that name, found to be there.</summary>
    /// <exception cref="ArgumentException">Another name, or CUDA where there is none.</exception>
    public static Device Select(string name) => name switch
    {
        Cpu => CPU,
        Cuda when cuda.is_available() => CUDA,
        Cuda => throw new ArgumentException("device: expected a CUDA device, found none (it needs a build with -p:Accelerator=cuda, an NVIDIA GPU and its driver)"),
        _ => throw new ArgumentException($"device: expected {Cpu} or {Cuda}, found {name}"),
    };
}
