using System.Numerics.Tensors;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Models;

/// <summary>
/// The published classifier: a ResNet-50 with one input channel and a head of two linear layers (Dorfner et al., RMD Open 2024;10:e004628),
/// written as an ONNX graph with every batch normalisation folded into the convolution before it. Widths come from the checkpoint.
/// </summary>
public sealed class ClassificationNetworkWriter
{
    private const double NormEpsilon = 1e-5;
    private const int Classes = 2;

    private static readonly int[] Blocks = [3, 4, 6, 3];

    private readonly NetworkWeights _weights;
    private readonly OnnxGraph _graph = new("sacroiliitis-classification");

    private ClassificationNetworkWriter(NetworkWeights weights) => _weights = weights;

    /// <summary>Makes the graph for one picture.</summary>
    /// <remarks>
    /// Beside the logits it gives the last feature map and, for either class, the gradient of its logit at any position of that map:
    /// W₁ᵀ(1[z>0] ⊙ γ/√(σ²+ε) ⊙ w₂) / positions, since average pooling feeds the head directly.
    /// </remarks>
    /// <param name="weights">The checkpoint's <c>state_dict</c>, keys <c>model.*</c>.</param>
    /// <param name="rows">Rows of the picture; 416 as published.</param>
    /// <param name="columns">Columns of the picture; 628 as published.</param>
    /// <returns>The graph and the architecture's name with its widths.</returns>
    /// <exception cref="CheckpointRefusedException">A key is missing, has another shape, or belongs to no part of this network.</exception>
    public static (OnnxGraph Graph, string Architecture) Write(NetworkWeights weights, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var writer = new ClassificationNetworkWriter(weights);
        writer._graph.Input(GraphNames.Image, 1, 1, rows, columns);
        var (features, channels) = writer.Trunk();
        // Five halvings, each rounded up.
        var (mapRows, mapColumns) = ((rows + 31) / 32, (columns + 31) / 32);
        writer._graph.Node("Identity", GraphNames.Features, [features]);
        writer._graph.Output(GraphNames.Features, 1, channels, mapRows, mapColumns);
        var hidden = writer.Head(features, channels, mapRows * mapColumns);
        weights.RequireAllTaken();
        return (writer._graph, $"resnet-50 {channels}-{hidden}-{Classes}");
    }

    private (string Value, int Channels) Trunk()
    {
        var (value, channels) = FoldedConvolution("model.conv1", "model.bn1", GraphNames.Image, 1, kernel: 7, stride: 2);
        value = _graph.Node("Relu", "model.relu", [value]);
        value = _graph.Node(
            "MaxPool",
            "model.maxpool",
            [value],
            OnnxAttribute.Of("kernel_shape", 3, 3),
            OnnxAttribute.Of("strides", 2, 2),
            OnnxAttribute.Of("pads", 1, 1, 1, 1));
        for (var layer = 0; layer < Blocks.Length; layer++)
        {
            for (var block = 0; block < Blocks[layer]; block++)
                (value, channels) = Bottleneck($"model.layer{layer + 1}.{block}", value, channels, first: block == 0, stride: block == 0 && layer > 0 ? 2 : 1);
        }

        return (value, channels);
    }

    /// <summary>1×1, 3×3 (which carries the stride) and 1×1 convolution beside a shortcut.</summary>
    private (string Value, int Channels) Bottleneck(string prefix, string input, int channels, bool first, int stride)
    {
        var (value, width) = FoldedConvolution($"{prefix}.conv1", $"{prefix}.bn1", input, channels, kernel: 1, stride: 1);
        value = _graph.Node("Relu", $"{prefix}.relu1", [value]);
        (value, width) = FoldedConvolution($"{prefix}.conv2", $"{prefix}.bn2", value, width, kernel: 3, stride);
        value = _graph.Node("Relu", $"{prefix}.relu2", [value]);
        (value, width) = FoldedConvolution($"{prefix}.conv3", $"{prefix}.bn3", value, width, kernel: 1, stride: 1);
        var shortcut = input;
        var shortcutWidth = channels;
        if (first)
            (shortcut, shortcutWidth) = FoldedConvolution($"{prefix}.downsample.0", $"{prefix}.downsample.1", input, channels, kernel: 1, stride);
        if (shortcutWidth != width)
            throw new CheckpointRefusedException($"{prefix}.conv3.weight", $"{shortcutWidth} output channels, as the shortcut has", $"{width}");
        var sum = _graph.Node("Add", $"{prefix}.sum", [value, shortcut]);
        return (_graph.Node("Relu", prefix, [sum]), width);
    }

    /// <returns>Width of the hidden layer.</returns>
    private int Head(string features, int channels, int positions)
    {
        var first = _weights.Take("model.fc.0.weight", 0, channels);
        var hidden = first.Shape[0];
        var firstBias = _weights.Take("model.fc.0.bias", hidden);
        var norm = Normalisation("model.fc.2", hidden);
        var last = _weights.Take("model.fc.4.weight", Classes, hidden);
        var lastBias = _weights.Take("model.fc.4.bias", Classes);

        var pooled = _graph.Node("GlobalAveragePool", "model.avgpool", [features]);
        pooled = _graph.Node("Flatten", "model.flatten", [pooled]);
        var firstWeight = _graph.Constant("model.fc.0.weight", [hidden, channels], first.ReadSingles);
        var activated = _graph.Node(
            "Gemm",
            "model.fc.0",
            [pooled, firstWeight, _graph.Constant("model.fc.0.bias", [hidden], firstBias.ReadSingles)],
            OnnxAttribute.Of("transB", 1));
        activated = _graph.Node("Relu", "model.fc.1", [activated]);
        _graph.Node(
            "Gemm",
            GraphNames.Logits,
            [
                activated,
                _graph.Constant("model.fc.4.weight", [Classes, hidden], () => Scaled(last, norm, 1)),
                _graph.Constant("model.fc.4.bias", [Classes], () => Shifted(last, lastBias, norm)),
            ],
            OnnxAttribute.Of("transB", 1));
        _graph.Output(GraphNames.Logits, 1, Classes);

        // After the ReLU the sign is 1 exactly where the linear layer was positive.
        var open = _graph.Node("Sign", "gradient.open", [activated]);
        var scaled = _graph.Constant("gradient.weight", [Classes, hidden], () => Scaled(last, norm, 1.0 / positions));
        var masked = _graph.Node("Mul", "gradient.masked", [scaled, open]);
        _graph.Node("MatMul", GraphNames.ChannelWeights, [masked, firstWeight]);
        _graph.Output(GraphNames.ChannelWeights, Classes, channels);
        return hidden;
    }

    private (string Value, int Width) FoldedConvolution(string prefix, string normPrefix, string input, int channels, int kernel, int stride)
    {
        var weight = _weights.Take($"{prefix}.weight", 0, channels, kernel, kernel);
        var width = weight.Shape[0];
        var norm = Normalisation(normPrefix, width);
        var pad = kernel / 2;
        var value = _graph.Node(
            "Conv",
            prefix,
            [
                input,
                _graph.Constant($"{prefix}.weight", [.. weight.Shape], () => Folded(weight, norm)),
                _graph.Constant($"{prefix}.bias", [width], () => [.. norm.Read().Select(line => (float)line.Shift)]),
            ],
            OnnxAttribute.Of("kernel_shape", kernel, kernel),
            OnnxAttribute.Of("strides", stride, stride),
            OnnxAttribute.Of("pads", pad, pad, pad, pad));
        return (value, width);
    }

    private BatchNormalisation Normalisation(string prefix, int width)
    {
        _weights.Take($"{prefix}.num_batches_tracked");
        return new BatchNormalisation(
            _weights.Take($"{prefix}.weight", width),
            _weights.Take($"{prefix}.bias", width),
            _weights.Take($"{prefix}.running_mean", width),
            _weights.Take($"{prefix}.running_var", width),
            NormEpsilon);
    }

    private static float[] Folded(CheckpointTensor weight, BatchNormalisation norm)
    {
        var values = weight.ReadSingles();
        var lines = norm.Read();
        var length = values.Length / lines.Length;
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (ref var value in values.AsSpan(line * length, length))
                value = (float)(value * lines[line].Scale);
        }

        return values;
    }

    private static float[] Scaled(CheckpointTensor last, BatchNormalisation norm, double factor)
    {
        var values = last.ReadSingles();
        var lines = norm.Read();
        for (var index = 0; index < values.Length; index++)
            values[index] = (float)(values[index] * lines[index % lines.Length].Scale * factor);
        return values;
    }

    private static float[] Shifted(CheckpointTensor last, CheckpointTensor bias, BatchNormalisation norm)
    {
        var weights = last.ReadDoubles();
        var shifts = Array.ConvertAll(norm.Read(), line => line.Shift);
        return [.. bias.ReadDoubles().Select((value, line) =>
            (float)(value + TensorPrimitives.Dot<double>(weights.AsSpan(line * shifts.Length, shifts.Length), shifts)))];
    }
}
