namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>
/// The nonparametric maximum-likelihood estimator for interval-censored times (Turnbull, J R Stat Soc B 1976;38:290): self-consistent masses on the
/// innermost intervals. What a follow-up visit shows is a state, so this is the estimator of progression.
/// </summary>
public static class Turnbull
{
    private const double Precision = 1e-10;
    private const int MostSteps = 100_000;

    /// <summary>The masses in order of time; intervals without mass are left out.</summary>
    /// <exception cref="ArgumentException">No interval, or one that ends before it starts.</exception>
    public static IReadOnlyList<TurnbullMass> Of(IReadOnlyList<CensoredInterval> observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        if (observed.Count == 0 || observed.Any(interval => interval.After is not (>= 0 and < double.PositiveInfinity) || !(interval.Until >= interval.After)))
            throw new ArgumentException("expected intervals with 0 ≤ after ≤ until, found none or another", nameof(observed));
        var innermost = Innermost(observed);
        var covers = observed.Select(interval => Enumerable.Range(0, innermost.Count).Where(index => Holds(interval, innermost[index])).ToArray()).ToArray();
        var masses = SelfConsistent(covers, innermost.Count);

        var result = new List<TurnbullMass>();
        var survival = 1.0;
        for (var index = 0; index < masses.Length; index++)
        {
            survival -= masses[index];
            if (masses[index] > 1e-8)
                result.Add(new TurnbullMass(innermost[index].After, innermost[index].Until, masses[index], Math.Max(0, survival)));
        }

        return result;
    }

    /// <summary>Share without the event at a time, 0..1; null inside an interval with mass, where the data do not say.</summary>
    public static double? SurvivalAt(IReadOnlyList<TurnbullMass> masses, double time)
    {
        ArgumentNullException.ThrowIfNull(masses);
        var survival = 1.0;
        foreach (var mass in masses)
        {
            if (mass.Until <= time)
                survival = mass.Survival;
            else if (mass.After < time)
                return null;
        }

        return survival;
    }

    /// <summary>Intervals from a start to the next end with no other start or end between: only there can the estimator have mass.</summary>
    private static List<CensoredInterval> Innermost(IReadOnlyList<CensoredInterval> observed)
    {
        // (After, Until] starts just after After, a single time just before itself: at equal values ends of closed times come after their own start.
        var edges = observed.SelectMany(interval => new[]
            {
                (Value: interval.After, Order: interval.After == interval.Until ? 0 : 2, Start: true),
                (Value: interval.Until, Order: 1, Start: false),
            })
            .Distinct()
            .OrderBy(edge => edge.Value)
            .ThenBy(edge => edge.Order)
            .ToList();
        var found = new List<CensoredInterval>();
        for (var index = 0; index + 1 < edges.Count; index++)
        {
            if (edges[index].Start && !edges[index + 1].Start)
                found.Add(new CensoredInterval(edges[index].Value, edges[index + 1].Value));
        }

        return found;
    }

    private static bool Holds(CensoredInterval interval, CensoredInterval inner)
        => interval.After == interval.Until
            ? inner == interval
            : interval.Until >= inner.Until && (inner.After == inner.Until ? interval.After < inner.After : interval.After <= inner.After);

    private static double[] SelfConsistent(int[][] covers, int count)
    {
        var masses = Enumerable.Repeat(1.0 / count, count).ToArray();
        for (var step = 0; step < MostSteps; step++)
        {
            var next = new double[count];
            foreach (var cover in covers)
            {
                var sum = cover.Sum(index => masses[index]);
                foreach (var index in cover)
                    next[index] += masses[index] / sum / covers.Length;
            }

            var change = masses.Zip(next, (before, after) => Math.Abs(before - after)).Max();
            masses = next;
            if (change < Precision)
                break;
        }

        return masses;
    }
}
