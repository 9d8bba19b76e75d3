namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>
/// The nonparametric maximum-likelihood estimator for interval-censored times (Turnbull, J R Stat Soc B 1976;38:290): self-consistent masses on the
/// innermost intervals. What a follow-up visit shows is a state, so this is the estimator of progression.
/// </summary>
public static class Turnbull
{
    /// <summary>What the iteration has not driven to zero yet.</summary>
    private const double Negligible = 1e-6;

    /// <summary>The masses in order of time; intervals without mass are left out.</summary>
    /// <exception cref="ArgumentException">No interval, or one that ends before it starts.</exception>
    public static IReadOnlyList<TurnbullMass> Of(IReadOnlyList<CensoredInterval> observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        if (observed.Count == 0 || observed.Any(interval => interval.After is not (>= 0 and < double.PositiveInfinity) || !(interval.Until >= interval.After)))
            throw new ArgumentException("expected intervals with 0 ≤ after ≤ until, found none or another", nameof(observed));
        var innermost = Innermost(observed);
        var covers = observed.CountBy(interval => Covered(interval, innermost)).ToArray();
        var masses = new SelfConsistentMasses(covers, innermost.Count, observed.Count).Find();

        var result = new List<TurnbullMass>();
        var survival = 1.0;
        for (var index = 0; index < masses.Length; index++)
        {
            survival -= masses[index];
            if (masses[index] > Negligible)
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

    /// <summary>The innermost intervals within an observed one stand side by side: the first, and the one after the last.</summary>
    private static (int First, int End) Covered(CensoredInterval interval, List<CensoredInterval> innermost)
    {
        // Ends rise strictly, so the first is the first that ends after the start.
        var first = FirstWhere(innermost, 0, inner => inner.Until > interval.After || (inner.Until == interval.After && interval.After == interval.Until));
        return (first, FirstWhere(innermost, first, inner => !Holds(interval, inner)));
    }

    private static int FirstWhere(List<CensoredInterval> intervals, int start, Func<CensoredInterval, bool> holds)
    {
        var (low, high) = (start, intervals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(intervals[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
