using AxSpA.Cloud.Training.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AxSpA.Cloud.Training.Segmentation;

/// <summary>Weighted sum of soft Dice loss and cross-entropy.</summary>
/// <remarks>
/// Dice as MONAI's <c>DiceCELoss</c> computes it: softmax, background included, a fraction per radiograph and label, smoothed by 1e-5, averaged. Every radiograph counts on its
/// own, so that a batch taken in parts has the gradient of the whole.
/// </remarks>
internal sealed record SegmentationLoss(double DiceWeight, double CrossEntropyWeight)
{
    private const double Smoothing = 1e-5;

    /// <param name="logits">n × 4 × rows × columns.</param>
    /// <param name="labels">n × rows × columns whole numbers 0..3.</param>
    public Tensor Of(Tensor logits, Tensor labels)
        => (DiceWeight * Dice(logits, labels)) + (CrossEntropyWeight * functional.cross_entropy(logits, labels));

    /// <summary>1 − mean soft Dice.</summary>
    public static Tensor Dice(Tensor logits, Tensor labels)
    {
        var shares = softmax(logits, 1);
        var truth = functional.one_hot(labels, PelvisUNet.Labels).permute(0, 3, 1, 2).to(logits.dtype);
        var both = (shares * truth).sum([2, 3]);
        var either = shares.sum([2, 3]) + truth.sum([2, 3]);
        return 1 - (((2 * both) + Smoothing) / (either + Smoothing)).mean();
    }
}
