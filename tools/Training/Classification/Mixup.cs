using AxSpA.Cloud.Training.Runs;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Mixup (Zhang et al., ICLR 2018): pictures are blended in pairs, and so are their losses. One share for the whole batch, as published.</summary>
/// <param name="Share">λ, the share of a picture itself, 0..1.</param>
/// <param name="Partner">Index of the picture that each is blended with.</param>
public sealed record Mixup(double Share, int[] Partner)
{
    /// <summary>Draws λ from Beta(α, α) and partners as a random order of the batch. α = 0 blends nothing.</summary>
    public static Mixup Of(int pictures, double alpha, ref Draw chance)
    {
        var partner = chance.Order(pictures);
        return new Mixup(alpha > 0 ? BetaDraw.Symmetric(alpha, ref chance) : 1, partner);
    }

    /// <summary>λ · picture + (1 − λ) · partner.</summary>
    /// <param name="pictures">Pictures × channels × rows × columns; left as they are.</param>
    /// <param name="partners">The picture that each is blended with.</param>
    public Tensor Blend(Tensor pictures, Tensor partners)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(partners);
        return pictures.mul(Share).add_(partners, 1 - Share);
    }

    /// <summary>λ · loss against a picture's own class + (1 − λ) · loss against its partner's.</summary>
    /// <param name="logits">Pictures × classes.</param>
    /// <param name="own">Class of each picture.</param>
    /// <param name="partners">Class of each picture's partner.</param>
    /// <param name="smoothing">Label smoothing ε: the target is 1 − ε for the class and ε / classes for every class besides.</param>
    public Tensor Loss(Tensor logits, Tensor own, Tensor partners, double smoothing)
    {
        using var scope = NewDisposeScope();
        var loss = nn.functional.cross_entropy(logits, own, label_smoothing: smoothing).mul(Share)
            + nn.functional.cross_entropy(logits, partners, label_smoothing: smoothing).mul(1 - Share);
        return loss.MoveToOuterDisposeScope();
    }
}
