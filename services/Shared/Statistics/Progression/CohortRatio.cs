using AxSpA.Cloud.Statistics.Resampling;
using MathNet.Numerics.Random;
using MathNet.Numerics.RootFinding;

namespace AxSpA.Cloud.Statistics.Progression;

/// <summary>
/// Rate of the flagged over the rate of the whole cohort, the flagged included: what the publication calls an odds ratio (2.16 and 1.24; paper,
/// 3.5). Its interval depends on whether the flagged are taken as part of the cohort, which they are.
/// </summary>
public static class CohortRatio
{
    /// <summary>Undefined resamples before the interval is given up, as a multiple of the repetitions.</summary>
    private const int Patience = 10;

    /// <summary>The ratio; null where nobody is flagged or nobody progressed.</summary>
    public static double? Of(ProgressionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.FlaggedRate is { } flagged && table.CohortRate is > 0 and { } cohort ? flagged / cohort : null;
    }

    /// <summary>With a percentile bootstrap that draws patients: the overlap of flagged and cohort is respected.</summary>
    public static Estimate ByPatients(ProgressionTable table, int repetitions = 20_000, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        var shares = new[] { table.FlaggedProgressed, table.FlaggedNot, table.UnflaggedProgressed, table.UnflaggedNot };
        return Bootstrapped(table, repetitions, seed, "percentile bootstrap over patients", random =>
        {
            var drawn = BinomialDraw.Multinomial(random, shares);
            return Of(new ProgressionTable(drawn[0], drawn[1], drawn[2], drawn[3]));
        });
    }

    /// <summary>
    /// With a percentile bootstrap that draws the flagged and the whole cohort apart, as if they were different people: of the methods tried the only
    /// one that covers the publication's printed limits. Kept for comparison.
    /// </summary>
    public static Estimate BySeparateGroups(ProgressionTable table, int repetitions = 20_000, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Bootstrapped(table, repetitions, seed, "percentile bootstrap, flagged and cohort drawn separately", random =>
        {
            var flagged = BinomialDraw.Of(random, table.Flagged, table.FlaggedRate!.Value);
            var cohort = BinomialDraw.Of(random, table.Subjects, table.CohortRate!.Value);
            return cohort == 0 ? null : (double)flagged / table.Flagged / ((double)cohort / table.Subjects);
        });
    }

    /// <summary>Katz' logarithmic interval, flagged and cohort taken as independent.</summary>
    public static Estimate Logarithmic(ProgressionTable table)
    {
        const string method = "Katz, logarithmic; groups taken as independent";
        ArgumentNullException.ThrowIfNull(table);
        if (table.MissingMargin is { } why)
            return new Estimate(Of(table), null, null, method, why);
        if (Of(table) is not { } ratio || ratio == 0)
            return new Estimate(0, null, null, method, "no interval: no flagged subject progressed");
        var variance = (1.0 / table.FlaggedProgressed) - (1.0 / table.Flagged) + (1.0 / table.Progressed) - (1.0 / table.Subjects);
        var spread = Math.Exp(NormalTail.Z95 * Math.Sqrt(variance));
        return Estimate.Of(ratio, ratio / spread, ratio * spread, method);
    }

    /// <summary>
    /// Koopman's score interval (Biometrics 1984;40:513), flagged and cohort taken as independent; agrees with the reference's to 1e-6. Where all n flagged
    /// progressed, and y of the cohort's m, their restricted rate is 1 at every ratio r from (n + m) / (n + y) on and the chi-square (r y − m)² / (m (r − 1)), which
    /// rises without bound, so the upper limit is finite. None where no flagged subject progressed, nor where a margin is empty.
    /// </summary>
    public static Estimate Score(ProgressionTable table)
    {
        const string method = "Koopman, score; groups taken as independent";
        ArgumentNullException.ThrowIfNull(table);
        if (table.MissingMargin is { } why)
            return new Estimate(Of(table), null, null, method, why);
        if (Of(table) is not { } ratio || ratio == 0)
            return new Estimate(0, null, null, method, "no interval: no flagged subject progressed");
        var limit = NormalTail.Z95 * NormalTail.Z95;
        double Excess(double logarithm) => ScoreStatistic(table, Math.Exp(logarithm)) - limit;
        var middle = Math.Log(ratio);
        return Estimate.Of(ratio, Math.Exp(Brent.FindRoot(Excess, middle - 10, middle, 1e-12, 200)), Math.Exp(Brent.FindRoot(Excess, middle, middle + 10, 1e-12, 200)), method);
    }

    /// <summary>
    /// Koopman's chi-square at a ratio, both rates at their restricted maximum likelihood, as the squared difference over its variance: the same number
    /// (Gart and Nam, Biometrics 1988;44:323) without a division by 1 less the flagged's rate, which is 1 at large ratios where all flagged progressed.
    /// </summary>
    private static double ScoreStatistic(ProgressionTable table, double ratio)
    {
        double x = table.FlaggedProgressed, n = table.Flagged, y = table.Progressed, m = table.Subjects;
        var b = (ratio * (n + y)) + x + m;
        // A square where x = n, so that rounding may take it below zero; the cohort's rate, flagged / ratio, is below 1 where not all progressed.
        var root = Math.Sqrt(Math.Max(0, (b * b) - (4 * ratio * (n + m) * (x + y))));
        var flagged = Math.Min(1, 2 * ratio * (x + y) / (b + root));
        var difference = (x / n) - (ratio * y / m);
        return difference * difference / ((flagged * (1 - flagged) / n) + (flagged * (ratio - flagged) / m));
    }

    private static Estimate Bootstrapped(ProgressionTable table, int repetitions, int seed, string name, Func<Random, double?> draw)
    {
        var method = $"{name}, {repetitions} repetitions, seed {seed}";
        if (Of(table) is not { } ratio)
            return Estimate.None(method, table.MissingMargin ?? "nobody progressed");
        if (ratio == 0)
            return new Estimate(0, null, null, method, "no interval: no flagged subject progressed, and none does in any resample");
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var values = new List<double>(repetitions);
        var redrawn = 0;
        for (var attempt = 0; values.Count < repetitions && attempt < repetitions * Patience; attempt++)
        {
            if (draw(random) is { } value)
                values.Add(value);
            else
                redrawn++;
        }

        if (values.Count < repetitions)
            return new Estimate(ratio, null, null, method, "no interval: resamples do not define it");
        var interval = PercentileInterval.Of([.. values], redrawn);
        return Estimate.Of(ratio, interval.Low, interval.High, method, redrawn > 0 ? $"{redrawn} resamples drawn again" : null);
    }
}
