using System.Globalization;
using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Search;

/// <summary>What is searched. Rates and weight decay act by their order of magnitude and are drawn from a uniform logarithm, the others uniformly.</summary>
public sealed record SearchSpace
{
    /// <summary>Widths, equally likely.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [64];

    public (double Low, double High) HeadRate { get; init; } = (1e-3, 5e-2);

    public (double Low, double High) Rate { get; init; } = (1e-4, 1e-2);

    public (double Low, double High) WeightDecay { get; init; } = (1e-6, 1e-2);

    public (double Low, double High) Dropout { get; init; } = (0, 0.5);

    public (double Low, double High) LabelSmoothing { get; init; } = (0, 0.1);

    public (double Low, double High) MixupAlpha { get; init; } = (0, 0.8);

    public (double Low, double High) RateDecay { get; init; } = (0.6, 1);

    /// <summary>The values of a trial. They follow from seed and number alone, so that a search can go on where it stopped.</summary>
    public TrialValues Draw(int seed, int trial)
    {
        var chance = Runs.Draw.At(seed, trial);
        return new TrialValues(
            Widths[chance.Below(Widths.Count)],
            Logarithmic(HeadRate),
            Logarithmic(Rate),
            Logarithmic(WeightDecay),
            Uniform(Dropout),
            Uniform(LabelSmoothing),
            Uniform(MixupAlpha),
            Uniform(RateDecay));

        double Uniform((double Low, double High) range) => Short(range.Low + (chance.Next() * (range.High - range.Low)));

        double Logarithmic((double Low, double High) range) => Short(range.Low * Math.Pow(range.High / range.Low, chance.Next()));
    }

    /// <summary>Three digits: what the table prints is what was trained.</summary>
    private static double Short(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
