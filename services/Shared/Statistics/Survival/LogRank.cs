using MathNet.Numerics.LinearAlgebra;

namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>The log-rank test that groups have the same survival (Mantel, 1966).</summary>
/// <param name="ChiSquare">Statistic.</param>
/// <param name="Degrees">Groups less one.</param>
/// <param name="P">Upper tail of the chi-square distribution.</param>
public sealed record LogRank(double ChiSquare, int Degrees, double P)
{
    /// <summary>Null where no event tells the groups apart. O(n log n) in the subjects.</summary>
    /// <exception cref="ArgumentException">Fewer than two groups.</exception>
    public static LogRank? Of(params IReadOnlyList<IReadOnlyList<FollowedSubject>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count < 2)
            throw new ArgumentException($"expected two groups or more, found {groups.Count}", nameof(groups));
        var degrees = groups.Count - 1;
        var excess = Vector<double>.Build.Dense(degrees);
        var variance = Matrix<double>.Build.Dense(degrees, degrees);
        var atRisk = groups.Select(group => (double)group.Count).ToArray();
        foreach (var sameTime in groups.SelectMany((group, index) => group.Select(subject => (subject.Time, subject.Event, Group: index))).GroupBy(subject => subject.Time).OrderBy(time => time.Key))
        {
            var events = new double[groups.Count];
            foreach (var subject in sameTime.Where(subject => subject.Event))
                events[subject.Group]++;
            Add(excess, variance, atRisk, events);
            foreach (var subject in sameTime)
                atRisk[subject.Group]--;
        }

        if (variance.Determinant() <= 0)
            return null;
        var statistic = excess * variance.Solve(excess);
        return new LogRank(statistic, degrees, NormalTail.ChiSquare(statistic, degrees));
    }

    private static void Add(Vector<double> excess, Matrix<double> variance, double[] atRisk, double[] events)
    {
        var (all, allEvents) = (atRisk.Sum(), events.Sum());
        if (allEvents == 0)
            return;
        var spread = all > 1 ? allEvents * (all - allEvents) / (all - 1) : 0;
        for (var group = 0; group < excess.Count; group++)
        {
            excess[group] += events[group] - (allEvents * atRisk[group] / all);
            for (var other = 0; other < excess.Count; other++)
                variance[group, other] += spread * atRisk[group] / all * ((group == other ? 1 : 0) - (atRisk[other] / all));
        }
    }
}
