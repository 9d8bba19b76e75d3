using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>Modules under names of their own, so that the state's keys are those of the published checkpoints. It computes nothing.</summary>
internal sealed class ModuleGroup : nn.Module
{
    public ModuleGroup(params ReadOnlySpan<(string Name, nn.Module Module)> modules)
        : base(nameof(ModuleGroup))
    {
        foreach (var (name, module) in modules)
            register_module(name, module);
    }
}
