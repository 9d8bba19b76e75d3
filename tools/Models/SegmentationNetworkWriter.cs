using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Models;

/// <summary>
/// The published segmenter: a residual U-Net of four levels as MONAI nests it (Dorfner et al., RMD Open 2024;10:e004628), written as an ONNX
/// graph. Widths come from the checkpoint.
/// </summary>
public sealed class SegmentationNetworkWriter
{
    private const int Levels = 4;
    private const int SubUnits = 3;
    private const int Labels = 4;
    private const float NormEpsilon = 1e-5f;

    /// <summary>From this many channels on the Winograd form is faster on a CPU; below, its transforms cost more than they save.</summary>
    private const int WinogradChannels = 256;

    private readonly NetworkWeights _weights;
    private readonly OnnxGraph _graph = new("sacroiliac-segmentation");
    private readonly List<int> _widths = [];

    private SegmentationNetworkWriter(NetworkWeights weights) => _weights = weights;

    /// <summary>Makes the graph for one window.</summary>
    /// <param name="weights">The checkpoint's <c>network</c>.</param>
    /// <param name="side">Rows and columns of the window; a multiple of 8.</param>
    /// <returns>The graph and the architecture's name with its widths.</returns>
    /// <exception cref="CheckpointRefusedException">A key is missing, has another shape, or belongs to no part of this network.</exception>
    public static (OnnxGraph Graph, string Architecture) Write(NetworkWeights weights, int side)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (side < 8 || side % 8 != 0)
            throw new ArgumentException($"expected a multiple of 8, found {side}", nameof(side));
        var writer = new SegmentationNetworkWriter(weights);
        writer._graph.Input(GraphNames.Image, 1, 1, side, side);
        var (value, _) = writer.Level("model", GraphNames.Image, 1, 0, Labels, side);
        writer._graph.Node("Identity", GraphNames.Logits, [value]);
        writer._graph.Output(GraphNames.Logits, 1, Labels, side, side);
        weights.RequireAllTaken();
        return (writer._graph, $"monai-unet {string.Join('-', writer._widths)}");
    }

    /// <summary>A level: down unit, the levels below it beside a skip connection, up unit. The lowest is one unit without stride.</summary>
    private (string Value, int Width) Level(string prefix, string input, int channels, int level, int outputChannels, int side)
    {
        if (level == Levels - 1)
            return ResidualUnit(prefix, input, channels, stride: 1, side);
        var (down, width) = ResidualUnit($"{prefix}.0", input, channels, stride: 2, side / 2);
        var next = $"{prefix}.1.submodule";
        var (below, belowWidth) = Level(next, down, width, level + 1, UpWidth(next, level + 1), side / 2);
        var joined = _graph.Node("Concat", $"{prefix}.1", [down, below], OnnxAttribute.Of("axis", 1));
        return (UpUnit($"{prefix}.2", joined, width + belowWidth, outputChannels, side, top: level == 0), outputChannels);
    }

    /// <summary>Output channels of the level at <paramref name="prefix"/>, read from its transposed convolution.</summary>
    private int UpWidth(string prefix, int level)
        => level == Levels - 1 ? 0 : _weights.Take($"{prefix}.2.0.conv.weight", 0, 0, 3, 3).Shape[1];

    /// <summary>Three convolutions, each normalised and activated, plus a convolution of the unit's input.</summary>
    private (string Value, int Width) ResidualUnit(string prefix, string input, int channels, int stride, int side)
    {
        var width = _weights.Take($"{prefix}.conv.unit0.conv.weight", 0, channels, 3, 3).Shape[0];
        _widths.Add(width);
        var value = input;
        for (var unit = 0; unit < SubUnits; unit++)
        {
            var from = unit == 0 ? channels : width;
            value = NormalisedConvolution($"{prefix}.conv.unit{unit}", value, from, width, unit == 0 ? stride : 1, side);
        }

        var residual = Convolution($"{prefix}.residual", input, channels, width, kernel: stride == 1 ? 1 : 3, stride, bias: true);
        return (_graph.Node("Add", prefix, [value, residual]), width);
    }

    /// <summary>A transposed convolution that doubles both sides, then a convolution around which its own input is added.</summary>
    private string UpUnit(string prefix, string input, int channels, int width, int side, bool top)
    {
        var up = $"{prefix}.0";
        var weight = _weights.Take($"{up}.conv.weight", channels, width, 3, 3);
        RequireUnusedBias(up, width);
        var raised = TransposedConvolution.Add(_graph, $"{up}.conv", input, weight);
        raised = NormaliseAndActivate(up, raised, width);
        var unit = $"{prefix}.1.conv.unit0";
        var value = top
            ? Convolution($"{unit}.conv", raised, width, width, kernel: 3, stride: 1, bias: true)
            : NormalisedConvolution(unit, raised, width, width, stride: 1, side);
        return _graph.Node("Add", prefix, [value, raised]);
    }

    /// <param name="prefix">Key of the unit.</param>
    /// <param name="input">Value to convolve.</param>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="width">Channels of the result.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="side">Rows and columns of the result.</param>
    private string NormalisedConvolution(string prefix, string input, int channels, int width, int stride, int side)
    {
        RequireUnusedBias(prefix, width);
        var winograd = stride == 1 && channels >= WinogradChannels && width >= WinogradChannels && side % WinogradConvolution.Tile == 0;
        var value = winograd
            ? WinogradConvolution.Add(_graph, $"{prefix}.conv", input, _weights.Take($"{prefix}.conv.weight", width, channels, 3, 3), side)
            : Convolution($"{prefix}.conv", input, channels, width, kernel: 3, stride, bias: false);
        return NormaliseAndActivate(prefix, value, width);
    }

    private string NormaliseAndActivate(string prefix, string input, int width)
    {
        var scale = _graph.Constant($"{prefix}.norm.scale", [width], () => Enumerable.Repeat(1f, width).ToArray());
        var shift = _graph.Constant($"{prefix}.norm.shift", [width], () => new float[width]);
        var normalised = _graph.Node(
            "InstanceNormalization", $"{prefix}.norm", [input, scale, shift], OnnxAttribute.Of("epsilon", NormEpsilon));
        var slope = _weights.Take($"{prefix}.adn.A.weight", 1).ReadSingles()[0];
        return _graph.Node("LeakyRelu", $"{prefix}.act", [normalised], OnnxAttribute.Of("alpha", slope));
    }

    private string Convolution(string prefix, string input, int channels, int width, int kernel, int stride, bool bias)
    {
        var weight = _weights.Take($"{prefix}.weight", width, channels, kernel, kernel);
        string[] inputs = bias
            ? [input, Constant($"{prefix}.weight", weight), Constant($"{prefix}.bias", _weights.Take($"{prefix}.bias", width))]
            : [input, Constant($"{prefix}.weight", weight)];
        var pad = kernel / 2;
        return _graph.Node(
            "Conv",
            prefix,
            inputs,
            OnnxAttribute.Of("kernel_shape", kernel, kernel),
            OnnxAttribute.Of("strides", stride, stride),
            OnnxAttribute.Of("pads", pad, pad, pad, pad));
    }

    /// <summary>A bias in front of an instance normalisation is removed by it: checked for its shape, not written.</summary>
    private void RequireUnusedBias(string prefix, int width) => _weights.Take($"{prefix}.conv.bias", width);

    private string Constant(string name, CheckpointTensor tensor) => _graph.Constant(name, [.. tensor.Shape], tensor.ReadSingles);
}
