using System.Runtime.CompilerServices;
using AxSpA.Cloud.Training.Native;
using TorchSharp;

// TorchSharp has one generator of random numbers a process, and its own threads fill the cores.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace AxSpA.Cloud.Training.Tests.Native;

internal static class PreparedTorch
{
    [ModuleInitializer]
    internal static void Prepare()
    {
        TorchLibrary.Prepare();
        // The networks here are tiny: threads that wait for each other take longer than the work, much longer on busy cores.
        torch.set_num_threads(1);
    }
}
