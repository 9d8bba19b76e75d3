using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>What a network is worth on the validation pictures after an epoch.</summary>
/// <param name="Loss">Mean cross-entropy, without smoothing or mixup.</param>
/// <param name="Auc">Area under the receiver operating characteristic.</param>
/// <param name="Matthews">Matthews correlation of the larger logit; 0 where all are called the same, which the statistic leaves undefined.</param>
/// <param name="BalancedAccuracy">Of the larger logit.</param>
public sealed record ValidationScore(double Loss, double Auc, double Matthews, double BalancedAccuracy)
{
    /// <summary>The probability above which the second logit is the larger one.</summary>
    private const double Even = 0.5;

    /// <exception cref="ArgumentException">One of the two classes is missing.</exception>
    public static ValidationScore Of(ScoredCase[] cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        if (AreaUnderCurve.Of(cases) is not { } area)
            throw new ArgumentException("expected cases of both classes, found one class or none", nameof(cases));
        var matrix = ConfusionMatrix.At(Even, cases);
        // A probability that single precision rounds to 0 costs what the smallest one does.
        var loss = cases.Average(item => -Math.Log(Math.Max(item.Truth ? item.Score : 1 - item.Score, 1e-12)));
        return new ValidationScore(loss, area, matrix.MatthewsCorrelation ?? 0, matrix.BalancedAccuracy!.Value);
    }

    /// <summary>Whether the network that has it is kept instead of the other's: a higher Matthews correlation, of equals (a small validation set knows few values) the lower loss.</summary>
    public bool Beats(ValidationScore? other)
        => other is null || Matthews > other.Matthews || (Matthews == other.Matthews && Loss < other.Loss);
}
