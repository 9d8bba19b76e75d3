using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>Three convolutions, each normalised and activated, plus a convolution of the unit's own input. The first carries the stride.</summary>
internal sealed class DownUnit : NamedModule
{
    private const int SubUnits = 3;

    private readonly ConvolutionUnit[] _units;
    private readonly Conv2d _residual;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="stride">2, or 1 in the lowest unit, whose residual then looks at single pixels.</param>
    public DownUnit(int inputs, int outputs, int stride)
        : base(nameof(DownUnit))
    {
        _units =
        [
            .. Enumerable.Range(0, SubUnits).Select(unit => ConvolutionUnit.Plain(unit == 0 ? inputs : outputs, outputs, unit == 0 ? stride : 1)),
        ];
        var kernel = stride == 1 ? 1 : 3;
        _residual = nn.Conv2d(inputs, outputs, kernel_size: kernel, stride: stride, padding: kernel / 2);
        register_module("conv", new ModuleGroup([.. _units.Select((unit, index) => ($"unit{index}", (nn.Module)unit))]));
        register_module("residual", _residual);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var value = _units.Aggregate(input, (value, unit) => unit.call(value));
        return (value + _residual.call(input)).MoveToOuterDisposeScope();
    }
}
