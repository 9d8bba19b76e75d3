using Microsoft.ML.OnnxRuntime;

namespace AxSpA.Cloud.Inference;

/// <summary>The inputs and outputs that a model's graph must have.</summary>
internal static class ModelSignature
{
    /// <summary>Labels of the segmenter: background, sacrum, left ilium, right ilium.</summary>
    public const int Labels = 4;

    public const int Classes = 2;

    /// <summary>Loads the graph, unoptimised, and compares it with the card.</summary>
    /// <exception cref="ModelRefusedException">Not an ONNX graph, or another input or output than the card's role takes.</exception>
    public static void Check(StoredModel model)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.disable_prepacking", "1");
        try
        {
            using var session = new InferenceSession(model.WeightsPath, options);
            Check(model.Card, session);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelRefusedException(model.Card.Weights.File, "an ONNX graph", exception.Message);
        }
    }

    public static void Check(ModelCard card, InferenceSession session)
    {
        RequireShape("input", session.InputMetadata, GraphNames.Image, [1, card.Input.Channels, card.Input.Rows, card.Input.Columns]);
        if (session.InputMetadata.Count != 1)
            throw new ModelRefusedException("inputs", GraphNames.Image, string.Join(", ", session.InputMetadata.Keys));
        var outputs = session.OutputMetadata;
        if (card.Role == ModelRole.Segmenter)
        {
            RequireShape("output", outputs, GraphNames.Logits, [1, Labels, card.Input.Rows, card.Input.Columns]);
            return;
        }

        RequireShape("output", outputs, GraphNames.Logits, [1, Classes]);
        var features = RequireShape("output", outputs, GraphNames.Features, [1, null, null, null]);
        RequireShape("output", outputs, GraphNames.ChannelWeights, [Classes, features[1]]);
    }

    private static int[] RequireShape(string kind, IReadOnlyDictionary<string, NodeMetadata> nodes, string name, int?[] expected)
    {
        var key = $"{kind} {name}";
        var shape = string.Join(" x ", expected.Select(side => side?.ToString() ?? "n"));
        if (!nodes.TryGetValue(name, out var node))
            throw new ModelRefusedException(key, $"float {shape}", $"none of this name among {string.Join(", ", nodes.Keys)}");
        var matches = node.IsTensor && node.ElementType == typeof(float) && node.Dimensions.Length == expected.Length
            && node.Dimensions.Zip(expected).All(pair => pair.First >= 1 && (pair.Second is null || pair.First == pair.Second));
        if (!matches)
        {
            var found = node.IsTensor ? $"{node.ElementType.Name} {string.Join(" x ", node.Dimensions)}" : node.OnnxValueType.ToString();
            throw new ModelRefusedException(key, $"Single {shape}", found);
        }

        return node.Dimensions;
    }
}
