using System.Runtime.CompilerServices;
using AxSpA.Cloud.Training.Native;

namespace AxSpA.Cloud.Training.Tests.Native;

internal static class PreparedTorch
{
    [ModuleInitializer]
    internal static void Prepare() => TorchLibrary.Prepare();
}
