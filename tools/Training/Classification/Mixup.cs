using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Mixup (Zhang et al., ICLR 2018): pictures are blended in pairs, and so are their losses. One share for the whole batch, as published.</summary>
/// <param name="Share">λ, the share of a picture itself, 0..1.</param>
/// <param name="Partner">Index of the picture that each is blended with.</param>
public sealed record Mixup(double Share, long[] Partner)
{
    /// <summary>Draws λ from Beta(α, α) and partners as a random order of the batch. α = 0 blends nothing.</summary>
    public static Mixup Draw(int pictures, double alpha, Random chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var partner = new long[pictures];
        for (var index = 0; index < pictures; index++)
            partner[index] = index;
        chance.Shuffle(partner);
        return new Mixup(alpha > 0 ? BetaDraw.Symmetric(alpha, chance) : 1, partner);
    }

    /// <summary>λ · picture + (1 − λ) · partner.</summary>
    /// <param name="pictures">Pictures × channels × rows × columns.</param>
    public Tensor Blend(Tensor pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        using var scope = NewDisposeScope();
        var partners = pictures.index_select(0, tensor(Partner, device: pictures.device));
        return pictures.mul(Share).add_(partners, 1 - Share).MoveToOuterDisposeScope();
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
