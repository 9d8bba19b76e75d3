using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Inference;

/// <summary>What a classifier says about one picture.</summary>
/// <param name="Logits">nr-axSpA, r-axSpA.</param>
/// <param name="Probability">Of r-axSpA, 0..1: softmax of the logits.</param>
/// <param name="Target">Class that the maps explain: the one with the larger logit (the first on a tie).</param>
/// <param name="PlainMap">Grad-CAM at the network's resolution, before clipping at 0; network layout, that is mirrored.</param>
/// <param name="EigenMap">
/// First principal component of the weighted activations, before clipping; its sign is fixed to correlate positively with the plain map.
/// </param>
public sealed record ClassifierOutput(IReadOnlyList<float> Logits, double Probability, int Target, Plane<float> PlainMap, Plane<float> EigenMap)
{
    /// <summary>Index of r-axSpA among the logits.</summary>
    public const int RadiographicClass = 1;
}
