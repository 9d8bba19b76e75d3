using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>A transposed convolution that doubles both sides, then a convolution around which its own input is added; in the top unit a bare one.</summary>
internal sealed class UpUnit : NamedModule
{
    private readonly ConvolutionUnit _raise;
    private readonly ConvolutionUnit _refine;

    public UpUnit(int inputs, int outputs, bool top)
        : base(nameof(UpUnit))
    {
        _raise = ConvolutionUnit.Transposed(inputs, outputs);
        _refine = ConvolutionUnit.Plain(outputs, outputs, stride: 1, bare: top);
        register_module("0", _raise);
        register_module("1", new ModuleGroup(("conv", new ModuleGroup(("unit0", _refine)))));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var raised = _raise.call(input);
        return (_refine.call(raised) + raised).MoveToOuterDisposeScope();
    }
}
