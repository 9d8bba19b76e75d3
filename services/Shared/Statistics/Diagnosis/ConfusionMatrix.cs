namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>
/// Answers against truth, positive meaning definite radiographic sacroiliitis. A rate whose denominator is empty is null, not zero and not NaN.
/// </summary>
/// <remarks>The publication's "accuracy" (abstract, table 2) is <see cref="BalancedAccuracy"/>; both are here under their own names.</remarks>
/// <param name="TruePositive">Positive by truth and by the model.</param>
/// <param name="FalseNegative">Positive by truth, negative by the model.</param>
/// <param name="TrueNegative">Negative by both.</param>
/// <param name="FalsePositive">Negative by truth, positive by the model.</param>
public readonly record struct ConfusionMatrix(int TruePositive, int FalseNegative, int TrueNegative, int FalsePositive)
{
    public int Cases => TruePositive + FalseNegative + TrueNegative + FalsePositive;

    public int Positives => TruePositive + FalseNegative;

    public int Negatives => TrueNegative + FalsePositive;

    /// <summary>Share of the truly positive that are called so, 0..1.</summary>
    public double? Sensitivity => Share(TruePositive, Positives);

    /// <summary>Share of the truly negative that are called so, 0..1.</summary>
    public double? Specificity => Share(TrueNegative, Negatives);

    /// <summary>Mean of sensitivity and specificity, 0..1.</summary>
    public double? BalancedAccuracy => (Sensitivity + Specificity) / 2;

    /// <summary>Share of right answers, 0..1.</summary>
    public double? Accuracy => Share(TruePositive + TrueNegative, Cases);

    /// <summary>Share of the called positive that are so, 0..1.</summary>
    public double? Precision => Share(TruePositive, TruePositive + FalsePositive);

    /// <summary>Harmonic mean of precision and sensitivity, 0..1.</summary>
    public double? F1 => Share(2 * TruePositive, (2 * TruePositive) + FalsePositive + FalseNegative);

    /// <summary>Matthews correlation, -1..1; null where a row or a column is empty.</summary>
    public double? MatthewsCorrelation
    {
        get
        {
            var product = (double)Positives * Negatives * (TruePositive + FalsePositive) * (TrueNegative + FalseNegative);
            return product == 0 ? null : (((double)TruePositive * TrueNegative) - ((double)FalsePositive * FalseNegative)) / Math.Sqrt(product);
        }
    }

    /// <summary>Cohen's kappa between answers and truth, -1..1; null where chance alone agrees always.</summary>
    public double? Kappa
    {
        get
        {
            double cases = Cases;
            if (cases == 0)
                return null;
            var expected = (((double)Positives * (TruePositive + FalsePositive)) + ((double)Negatives * (TrueNegative + FalseNegative))) / (cases * cases);
            return expected == 1 ? null : (((TruePositive + TrueNegative) / cases) - expected) / (1 - expected);
        }
    }

    /// <summary>Counts answers; positive means a score strictly above the cut-off.</summary>
    public static ConfusionMatrix At(double cutoff, ReadOnlySpan<ScoredCase> cases)
    {
        int truePositive = 0, falseNegative = 0, trueNegative = 0, falsePositive = 0;
        foreach (var (truth, score) in cases)
        {
            var called = score > cutoff;
            if (truth && called)
                truePositive++;
            else if (truth)
                falseNegative++;
            else if (called)
                falsePositive++;
            else
                trueNegative++;
        }

        return new ConfusionMatrix(truePositive, falseNegative, trueNegative, falsePositive);
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
