using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>
/// A module whose parts are registered under the names of the published checkpoints. TorchSharp would register its fields a second time, under theirs.
/// </summary>
public abstract class NamedModule(string name) : nn.Module<Tensor, Tensor>(name)
{
    protected sealed override void RegisterComponents()
    {
    }
}
