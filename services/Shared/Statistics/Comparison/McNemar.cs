using MathNet.Numerics.Distributions;

namespace AxSpA.Cloud.Statistics.Comparison;

/// <summary>McNemar's test of two classifiers on the same cases, right or wrong against one truth, in its three forms.</summary>
/// <param name="FirstOnly">Cases that only the first classifier gets right.</param>
/// <param name="SecondOnly">Cases that only the second classifier gets right.</param>
public sealed record McNemar(int FirstOnly, int SecondOnly)
{
    /// <summary>Cases on which they differ.</summary>
    public int Discordant => FirstOnly + SecondOnly;

    /// <summary>Two-sided exact binomial p; 1 where they never differ.</summary>
    public double ExactP => Discordant == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, Discordant, Math.Min(FirstOnly, SecondOnly)));

    /// <summary>(b - c)² / (b + c); null where they never differ.</summary>
    public double? ChiSquare => Discordant == 0 ? null : Square(FirstOnly - SecondOnly) / Discordant;

    public double? ChiSquareP => ChiSquare is { } statistic ? NormalTail.ChiSquare1(statistic) : null;

    /// <summary>(|b - c| - 1)² / (b + c), Edwards' continuity correction; null where they never differ.</summary>
    public double? ChiSquareCorrected => Discordant == 0 ? null : Square(Math.Max(0, Math.Abs(FirstOnly - SecondOnly) - 1)) / Discordant;

    public double? ChiSquareCorrectedP => ChiSquareCorrected is { } statistic ? NormalTail.ChiSquare1(statistic) : null;

    /// <summary>Counts the cases on which exactly one classifier is right.</summary>
    /// <exception cref="ArgumentException">Different lengths.</exception>
    public static McNemar Of(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        if (truth.Length != first.Length || truth.Length != second.Length)
            throw new ArgumentException($"expected as many answers as truths, found {first.Length} and {second.Length} for {truth.Length}", nameof(second));
        int firstOnly = 0, secondOnly = 0;
        for (var index = 0; index < truth.Length; index++)
        {
            var (firstRight, secondRight) = (first[index] == truth[index], second[index] == truth[index]);
            firstOnly += firstRight && !secondRight ? 1 : 0;
            secondOnly += secondRight && !firstRight ? 1 : 0;
        }

        return new McNemar(firstOnly, secondOnly);
    }

    private static double Square(int difference) => (double)difference * difference;
}
