using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>1×1, 3×3 (which carries the stride) and 1×1 convolution beside a shortcut, as torchvision's ResNet-50 has them.</summary>
internal sealed class Bottleneck : NamedModule
{
    public const int Expansion = 4;

    private readonly Conv2d _conv1;
    private readonly Conv2d _conv2;
    private readonly Conv2d _conv3;
    private readonly BatchNorm2d _bn1;
    private readonly BatchNorm2d _bn2;
    private readonly BatchNorm2d _bn3;
    private readonly Sequential? _downsample;

    public Bottleneck(int inputs, int planes, int stride, bool first)
        : base(nameof(Bottleneck))
    {
        Channels = planes * Expansion;
        _conv1 = nn.Conv2d(inputs, planes, kernel_size: 1, bias: false);
        _bn1 = nn.BatchNorm2d(planes);
        _conv2 = nn.Conv2d(planes, planes, kernel_size: 3, stride: stride, padding: 1, bias: false);
        _bn2 = nn.BatchNorm2d(planes);
        _conv3 = nn.Conv2d(planes, planes * Expansion, kernel_size: 1, bias: false);
        _bn3 = nn.BatchNorm2d(planes * Expansion);
        register_module("conv1", _conv1);
        register_module("bn1", _bn1);
        register_module("conv2", _conv2);
        register_module("bn2", _bn2);
        register_module("conv3", _conv3);
        register_module("bn3", _bn3);
        if (!first)
            return;
        _downsample = nn.Sequential(
            nn.Conv2d(inputs, planes * Expansion, kernel_size: 1, stride: stride, bias: false), nn.BatchNorm2d(planes * Expansion));
        register_module("downsample", _downsample);
    }

    /// <summary>Of what comes out.</summary>
    public int Channels { get; }

    /// <summary>Sets the scale of the last normalisation to 0: the block passes its shortcut on and nothing else, until it has learnt something.</summary>
    public void BeginAsShortcut() => nn.init.zeros_(_bn3.weight!);

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var value = nn.functional.relu(_bn1.call(_conv1.call(input)));
        value = nn.functional.relu(_bn2.call(_conv2.call(value)));
        value = _bn3.call(_conv3.call(value));
        var shortcut = _downsample is null ? input : _downsample.call(input);
        return nn.functional.relu(value + shortcut).MoveToOuterDisposeScope();
    }
}
