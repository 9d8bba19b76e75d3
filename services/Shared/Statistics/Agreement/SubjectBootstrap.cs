using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>
/// Intervals of kappas (Vanbelle and Albert, J Stat Comput Simul 2008;78:1009) by drawing subjects, each with all its radiographs and joints: these resemble each
/// other, and drawn one by one would make an interval that is too narrow (Field and Welsh, J R Stat Soc B 2007;69:369).
/// </summary>
internal static class SubjectBootstrap
{
    /// <summary>Fewer resample to too few different sets for quantiles of 2.5 % to mean something: ten subjects make 92,378, five 126.</summary>
    public const int FewestSubjects = 10;

    /// <summary>Cohen's kappa of pairs of categories.</summary>
    public static Estimate Cohen(IEnumerable<(int Subject, int First, int Second)> pairs, int categories, KappaWeighting weighting, CaseBootstrap bootstrap)
    {
        int[][] cells = [.. pairs.GroupBy(pair => pair.Subject, pair => CohenKappa.Cell(pair.First, pair.Second, categories)).Select(subject => subject.ToArray())];
        var table = new long[categories * categories];
        return Of(cells.Length, bootstrap, weights =>
        {
            Array.Clear(table);
            for (var subject = 0; subject < cells.Length; subject++)
            {
                if (weights[subject] == 0)
                    continue;
                foreach (var cell in cells[subject])
                    table[cell] += weights[subject];
            }

            return CohenKappa.OfTable(table, categories, weighting);
        });
    }

    /// <summary>Fleiss' kappa of two categories.</summary>
    /// <param name="counts">For each radiograph, how many readers chose each.</param>
    /// <param name="readers">Of each radiograph, two or more.</param>
    /// <param name="bootstrap">Draws.</param>
    public static Estimate Fleiss(IEnumerable<(int Subject, int First, int Second)> counts, int readers, CaseBootstrap bootstrap)
    {
        (int Radiographs, int First, int Second, int Agreeing)[] sums =
        [
            .. counts.GroupBy(one => one.Subject).Select(subject => (
                subject.Count(), subject.Sum(one => one.First), subject.Sum(one => one.Second), subject.Sum(one => (one.First * (one.First - 1)) + (one.Second * (one.Second - 1))))),
        ];
        return Of(sums.Length, bootstrap, weights =>
        {
            var (radiographs, agreeing) = (0L, 0.0);
            Span<double> chosen = stackalloc double[2];
            chosen.Clear();
            for (var subject = 0; subject < sums.Length; subject++)
            {
                var (weight, sum) = (weights[subject], sums[subject]);
                radiographs += (long)weight * sum.Radiographs;
                chosen[0] += (double)weight * sum.First;
                chosen[1] += (double)weight * sum.Second;
                agreeing += (double)weight * sum.Agreeing;
            }

            return FleissKappa.OfSums(radiographs, readers, chosen, agreeing);
        });
    }

    private static Estimate Of(int subjects, CaseBootstrap bootstrap, Func<ReadOnlySpan<int>, double?> kappa)
    {
        var method = $"percentile bootstrap over subjects, {bootstrap.Repetitions} repetitions, seed {bootstrap.Seed}";
        if (subjects == 0)
            return Estimate.None(method, "not defined: nothing was read by both");
        if (kappa([.. Enumerable.Repeat(1, subjects)]) is not { } value)
            return Estimate.None(method, "not defined: all readings are of one category");
        if (subjects < FewestSubjects)
            return new Estimate(value, null, null, method, $"no interval: expected {FewestSubjects} subjects or more, found {subjects}");
        return bootstrap.Intervals(subjects, 1, (weights, values) => values[0] = kappa(weights) ?? double.NaN)[0] switch
        {
            null => new Estimate(value, null, null, method, "no interval: resamples do not define it"),
            { StandardDeviation: 0 } same => new Estimate(value, same.Low, same.High, method, "the same in every resample: the bootstrap does not tell how sure it is"),
            var interval => new Estimate(value, interval.Low, interval.High, method, interval.Redrawn > 0 ? $"{interval.Redrawn} resamples drawn again" : null),
        };
    }
}
