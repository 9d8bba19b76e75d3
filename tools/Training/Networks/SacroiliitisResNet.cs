using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>
/// The published classifier: torchvision's ResNet-50 with one input channel and a head of two linear layers (Dorfner et al., RMD Open
/// 2024;10:e004628). Input N × 1 × rows × columns, 0..1; output N × 2: logits of nr-axSpA and r-axSpA.
/// </summary>
/// <remarks>
/// The state's keys are the published checkpoint's. With its weights the logits agree with the reference within 1e-4. In training mode every batch
/// normalisation follows its batches, whether or not its layer's parameters are trained.
/// </remarks>
public sealed class SacroiliitisResNet : NamedModule
{
    /// <summary>nr-axSpA before r-axSpA.</summary>
    public const int Classes = 2;

    private static readonly int[] Blocks = [3, 4, 6, 3];

    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _bn1;
    private readonly MaxPool2d _pool = nn.MaxPool2d(kernel_size: 3, stride: 2, padding: 1);
    private readonly Sequential[] _layers;
    private readonly Sequential _head;

    /// <param name="width">Channels of the stem; 64 as published. The last feature map has 32 times as many, the head's hidden layer 16 times.</param>
    /// <param name="dropout">Share of the hidden layer that is dropped in training; 0.1 as published.</param>
    /// <param name="seed">Of the initial weights: normal over the fan-out for convolutions as in torchvision, PyTorch's own for the head.</param>
    /// <param name="start">What its residual blocks begin with.</param>
    public SacroiliitisResNet(int width, double dropout, long seed = 0, ResidualStart start = ResidualStart.Shortcut)
        : base(nameof(SacroiliitisResNet))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (dropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "expected 0 to below 1");
        Width = width;
        _conv1 = nn.Conv2d(1, width, kernel_size: 7, stride: 2, padding: 3, bias: false);
        _bn1 = nn.BatchNorm2d(width);
        _layers = [.. Enumerable.Range(0, Blocks.Length).Select(layer => Layer(layer, width))];
        var (features, hidden) = (32 * width, 16 * width);
        _head = nn.Sequential(
            nn.Linear(features, hidden), nn.ReLU(), nn.BatchNorm1d(hidden), nn.Dropout(dropout), nn.Linear(hidden, Classes));
        register_module("model", new ModuleGroup(
        [
            ("conv1", _conv1),
            ("bn1", _bn1),
            .. _layers.Select((layer, index) => ($"layer{index + 1}", (nn.Module)layer)),
            ("fc", _head),
        ]));
        InitialWeights.Draw(this, seed);
        if (start != ResidualStart.Shortcut)
            return;
        foreach (var block in _layers.SelectMany(layer => layer.children()).Cast<Bottleneck>())
            block.BeginAsShortcut();
    }

    public int Width { get; }

    /// <summary>The layers from the head backwards: head, layer4 … layer1, bn1, conv1.</summary>
    public IReadOnlyList<ParameterGroup> Groups =>
    [
        Group("head", _head),
        .. Enumerable.Range(0, _layers.Length).Reverse().Select(layer => Group($"layer{layer + 1}", _layers[layer])),
        Group("bn1", _bn1),
        Group("conv1", _conv1),
    ];

    public override Tensor forward(Tensor input)
    {
        using var features = Features(input);
        return Head(features);
    }

    /// <summary>The last feature map, N × 32 width × ⌈rows/32⌉ × ⌈columns/32⌉.</summary>
    public Tensor Features(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 4 || input.size(1) != 1)
            throw new ArgumentException($"expected N x 1 x rows x columns, found {string.Join(" x ", input.shape)}", nameof(input));
        using var scope = NewDisposeScope();
        var value = _pool.call(nn.functional.relu(_bn1.call(_conv1.call(input))));
        return _layers.Aggregate(value, (value, layer) => layer.call(value)).MoveToOuterDisposeScope();
    }

    /// <summary>Logits, N × 2, from the last feature map: averaged over its positions, then the head.</summary>
    public Tensor Head(Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        using var pooled = features.mean([2, 3]);
        return _head.call(pooled);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _pool.Dispose();
        base.Dispose(disposing);
    }

    private static Sequential Layer(int layer, int width)
    {
        var planes = width << layer;
        var outputs = planes * Bottleneck.Expansion;
        return nn.Sequential(
        [
            .. Enumerable.Range(0, Blocks[layer]).Select(block => (nn.Module<Tensor, Tensor>)new Bottleneck(
                inputs: block > 0 ? outputs : layer == 0 ? width : outputs / 2, planes, stride: block == 0 && layer > 0 ? 2 : 1, first: block == 0)),
        ]);
    }

    private static ParameterGroup Group(string name, nn.Module module) => new(name, [.. module.parameters()]);
}
