using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Runs;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Classification;

[Trait("Requirement", "TRA-01")]
public class MixupTests
{
    [Fact]
    public void Share_is_drawn_from_the_beta_distribution()
    {
        var chance = Draw.At(1);
        var shares = Enumerable.Range(0, 40_000).Select(_ => Mixup.Of(2, 0.4, ref chance).Share).ToArray();

        // Beta(α, α): mean 1/2, variance 1 / (4 (2α + 1)).
        shares.Average().ShouldBe(0.5, 0.01);
        shares.Average(share => (share - 0.5) * (share - 0.5)).ShouldBe(1 / (4 * 1.8), 0.003);
        (shares.Count(share => share < 0.1) / (double)shares.Length).ShouldBe(IncompleteBeta(0.1, 0.4), 0.01);
        shares.ShouldAllBe(share => share >= 0 && share <= 1);
    }

    [Fact]
    public void Alpha_zero_blends_nothing()
    {
        var chance = Draw.At(1);

        Mixup.Of(8, 0, ref chance).Share.ShouldBe(1);
    }

    [Fact]
    public void One_share_blends_every_picture_with_its_partner()
    {
        using var pictures = tensor(new float[] { 1, 10, 100 }, 3, 1, 1, 1);
        using var partners = tensor(new float[] { 100, 1, 10 }, 3, 1, 1, 1);

        using var blended = new Mixup(0.75, [2, 0, 1]).Blend(pictures, partners);

        blended.data<float>().ToArray().ShouldBe([25.75f, 7.75f, 77.5f]);
        pictures.data<float>().ToArray().ShouldBe([1f, 10f, 100f]);
    }

    [Fact]
    public void Partners_are_an_order_of_the_batch()
    {
        var chance = Draw.At(3);

        Mixup.Of(16, 0.4, ref chance).Partner.Order().ShouldBe(Enumerable.Range(0, 16));
    }

    [Fact]
    public void Loss_is_the_blend_of_smoothed_cross_entropies_in_closed_form()
    {
        const double Smoothing = 0.01, Share = 0.3;
        double[][] rows = [[0.2, 1.4], [-0.5, 0.1]];
        long[] own = [1, 0], partners = [0, 0];
        using var logits = tensor(rows.SelectMany(row => row).ToArray(), 2, 2);
        using var ownClasses = tensor(own);
        using var partnerClasses = tensor(partners);

        using var loss = new Mixup(Share, [1, 0]).Loss(logits, ownClasses, partnerClasses, Smoothing);

        var expected = rows.Select((row, index) => (Share * Smoothed(row, own[index])) + ((1 - Share) * Smoothed(row, partners[index]))).Average();
        loss.item<double>().ShouldBe(expected, 1e-12);

        // Target 1 − ε on the class and ε / 2 on both besides.
        static double Smoothed(double[] row, long target)
        {
            var total = Math.Log(row.Sum(Math.Exp));
            return row.Select((logit, index) => ((index == target ? 1 - Smoothing : 0) + (Smoothing / 2)) * (total - logit)).Sum();
        }
    }

    /// <summary>Regularised incomplete beta function with equal parameters by its power series at 0.</summary>
    private static double IncompleteBeta(double x, double alpha)
    {
        var (term, sum) = (1.0, 1 / alpha);
        for (var n = 1; n < 60; n++)
        {
            term *= (n - alpha) / n * x;
            sum += term / (alpha + n);
        }

        // B(0.4, 0.4) = Γ(0.4)² / Γ(0.8), Γ(0.4) = 2.218159543757688, Γ(0.8) = 1.1642297137253030
        return Math.Pow(x, alpha) * sum / (2.218159543757688 * 2.218159543757688 / 1.164229713725303);
    }
}
