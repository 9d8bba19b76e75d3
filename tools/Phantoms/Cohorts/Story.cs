using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>What becomes of a subject's joints from visit to visit. Severity never falls.</summary>
/// <remarks>
/// Of those at risk, whoever is planted to progress is read as radiographic from a visit on, everybody else at none: the readers' new error is drawn
/// again until they say so, so that the cohort shows the planted counts and not those less the readers' slips. Baseline readings and those of
/// subjects called radiographic at baseline are as they fall.
/// </remarks>
internal sealed class Story(CohortPlan plan, ReaderPanel panel)
{
    private const int Attempts = 100;

    /// <summary>Two years, the window of the outcome.</summary>
    private const int OutcomeMonths = 24;

    private const double LeastExcess = 0.3;
    private const double MostExcess = 1.2;
    private const double LeastRise = 0.3;
    private const double Step = 0.25;
    private const double YearlyCreep = 0.12;

    /// <summary>Who is called radiographic at baseline rises by up to a grade a year, one in three.</summary>
    private const double RiseShare = 0.33;

    /// <summary>The visits after <paramref name="baseline"/>.</summary>
    /// <param name="progressesAt">The visit of the planted progression; null for none.</param>
    public IEnumerable<PhantomVisit> Tell(string subject, PhantomVisit baseline, LatentSeverity severity, int? progressesAt, RandomSource random)
    {
        var atRisk = !baseline.ReadersStatus;
        var rise = Math.Max(LeastRise, random.Between(LeastExcess, MostExcess) - severity.Excess);
        // Half the way shows before, unless that already met the criterion.
        var before = Math.Clamp(-0.05 - severity.Excess, 0, rise / 2);
        for (var visit = 1; visit < plan.Visits; visit++)
        {
            if (progressesAt is not { } turn)
                severity = atRisk ? Crept(severity, random) : Risen(severity, random);
            else if (visit < turn)
                severity = severity.Raised(before, before);
            else if (visit == turn)
                severity = severity.Raised(turn == 1 ? rise : rise - before, turn == 1 ? rise : rise - before);
            var wanted = atRisk ? progressesAt is { } at && visit >= at : (bool?)null;
            (severity, var readings) = Read(subject, visit, severity, wanted, baseline.Readings);
            yield return VisitOf(subject, visit, baseline.Date, severity, readings);
        }
    }

    public PhantomVisit Baseline(string subject, LatentSeverity severity)
    {
        // Three years of recruiting.
        var first = new DateOnly(2018, 1, 1).AddDays(RandomSource.Of(plan.Seed, subject, "recruiting").Pick(3 * 365));
        return VisitOf(subject, 0, first, severity, panel.Read(subject, 0, severity));
    }

    /// <summary>A visit within the outcome's two years.</summary>
    public int TurningVisit(RandomSource random)
        => 1 + random.Pick(Enumerable.Range(1, plan.Visits - 1).Count(visit => plan.MonthsOf(visit) <= OutcomeMonths));

    private PhantomVisit VisitOf(string subject, int visit, DateOnly first, LatentSeverity severity, IReadOnlyList<ReaderGrades> readings)
    {
        var months = plan.MonthsOf(visit);
        var late = visit == 0 ? 0 : RandomSource.Of(plan.Seed, subject, $"{visit}", "appointment").Pick(61) - 30;
        return new PhantomVisit(visit, months, first.AddMonths(months).AddDays(late), severity.LeftDisease, severity.RightDisease, readings);
    }

    /// <summary>A little more of the same, short of what would change the status.</summary>
    private static LatentSeverity Crept(LatentSeverity severity, RandomSource random)
    {
        var crept = severity.Raised(YearlyCreep * random.Next(), YearlyCreep * random.Next());
        return SeverityDraw.StateOf(crept) == SeverityDraw.StateOf(severity) ? crept : severity;
    }

    private static LatentSeverity Risen(LatentSeverity severity, RandomSource random)
        => random.Happens(RiseShare) ? severity.Raised(random.Next(), random.Next()) : severity.Raised(YearlyCreep * random.Next(), YearlyCreep * random.Next());

    private (LatentSeverity Severity, IReadOnlyList<ReaderGrades> Readings) Read(
        string subject, int visit, LatentSeverity severity, bool? wanted, IReadOnlyList<ReaderGrades> before)
    {
        while (true)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var readings = panel.Read(subject, visit, severity, attempt);
                if (wanted is null || ReaderPanel.Majority(readings) == wanted)
                    return (severity, readings);
            }

            // Readers who were far off say again what they said; or the disease goes on until they see it.
            if (wanted == false)
                return (severity, before);
            severity = severity.Raised(Step, Step);
        }
    }
}
