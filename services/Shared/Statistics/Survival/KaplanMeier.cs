namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>
/// The product-limit estimator (Kaplan &amp; Meier, 1958). On visit times it is a first approximation only: a visit shows the state, not when it
/// changed; <see cref="Turnbull"/> is the honest estimator then.
/// </summary>
public static class KaplanMeier
{
    /// <summary>A step for each time at which an event was seen, in order; censored subjects of the same time count as still at risk.</summary>
    /// <exception cref="ArgumentException">A time that is negative or not a number.</exception>
    public static IReadOnlyList<SurvivalStep> Of(IEnumerable<FollowedSubject> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var followed = subjects.OrderBy(subject => subject.Time).ToList();
        if (followed.Any(subject => subject.Time is not (>= 0 and < double.PositiveInfinity)))
            throw new ArgumentException("expected finite times of 0 or more, found another", nameof(subjects));
        var steps = new List<SurvivalStep>();
        var (atRisk, survival, greenwood) = (followed.Count, 1.0, 0.0);
        foreach (var sameTime in followed.GroupBy(subject => subject.Time))
        {
            var events = sameTime.Count(subject => subject.Event);
            if (events > 0)
            {
                survival *= 1 - ((double)events / atRisk);
                greenwood += events / ((double)atRisk * (atRisk - events));
                var (low, high) = Limits(survival, greenwood);
                steps.Add(new SurvivalStep(sameTime.Key, atRisk, events, survival, low, high));
            }

            atRisk -= sameTime.Count();
        }

        return steps;
    }

    /// <summary>The first time at which at most half are without the event; null where the curve stays above.</summary>
    public static double? Median(IEnumerable<SurvivalStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        // Products of fractions that make exactly one half may end a bit above it.
        return steps.Where(step => step.Survival <= 0.5 + 1e-12).Select(step => (double?)step.Time).FirstOrDefault();
    }

    private static (double? Low, double? High) Limits(double survival, double greenwood)
    {
        if (survival <= 0)
            return (null, null);
        var spread = Math.Exp(NormalTail.Z95 * Math.Sqrt(greenwood) / Math.Abs(Math.Log(survival)));
        return (Math.Pow(survival, spread), Math.Pow(survival, 1 / spread));
    }
}
