namespace AxSpA.Cloud.Inference;

/// <summary>The names by which a model's graph is fed and read.</summary>
public static class GraphNames
{
    /// <summary>Input of every model, 1 × 1 × rows × columns.</summary>
    public const string Image = "image";

    /// <summary>Segmenter: 1 × classes × rows × columns. Classifier: 1 × 2, nr-axSpA before r-axSpA.</summary>
    public const string Logits = "logits";

    /// <summary>Classifier: the last feature map, 1 × channels × rows × columns.</summary>
    public const string Features = "features";

    /// <summary>Classifier: 2 × channels, for each class the gradient of its logit at every position of the feature map.</summary>
    public const string ChannelWeights = "channel_weights";
}
