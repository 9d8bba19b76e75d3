using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>A level of the U-Net: down unit, the levels below it beside a skip connection, up unit. The lowest level is a <see cref="DownUnit"/> alone.</summary>
internal sealed class UNetLevel : NamedModule
{
    private readonly DownUnit _down;
    private readonly nn.Module<Tensor, Tensor> _below;
    private readonly UpUnit _up;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="width">Channels inside this level; doubled below.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="levelsBelow">At least 1.</param>
    /// <param name="top">Whether the result is the network's.</param>
    public UNetLevel(int inputs, int width, int outputs, int levelsBelow, bool top)
        : base(nameof(UNetLevel))
    {
        var belowOutputs = levelsBelow == 1 ? 2 * width : width;
        _down = new DownUnit(inputs, width, stride: 2);
        _below = levelsBelow == 1
            ? new DownUnit(width, belowOutputs, stride: 1)
            : new UNetLevel(width, 2 * width, belowOutputs, levelsBelow - 1, top: false);
        _up = new UpUnit(width + belowOutputs, outputs, top);
        register_module("0", _down);
        register_module("1", new ModuleGroup(("submodule", _below)));
        register_module("2", _up);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var down = _down.call(input);
        var joined = cat([down, _below.call(down)], dim: 1);
        return _up.call(joined).MoveToOuterDisposeScope();
    }
}
