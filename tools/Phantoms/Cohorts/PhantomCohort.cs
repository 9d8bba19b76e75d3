using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>Subjects of several simulated sites with their disease, their readers and, where they are followed, their progression. Nothing is drawn yet.</summary>
public sealed record PhantomCohort
{
    private PhantomCohort()
    {
    }

    public required CohortPlan Plan { get; init; }

    /// <summary>Site after site.</summary>
    public required IReadOnlyList<PhantomSubject> Subjects { get; init; }

    /// <summary>Null where there is one visit alone.</summary>
    public required PlantedRisk? Risk { get; init; }

    /// <summary>Radiographs of all subjects.</summary>
    public int Radiographs => Plan.Subjects * Plan.Visits;

    /// <exception cref="ArgumentException">The plan can't be carried out; says what was expected and what was found.</exception>
    public static PhantomCohort Of(CohortPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var panel = new ReaderPanel(plan.Checked().Seed, plan.Readers);
        var story = new Story(plan, panel);
        List<Enrolled> enrolled = [.. plan.Sites.SelectMany((site, place) => Enrol(plan, site, plan.SubjectsOf(place), story))];
        var (risk, progressing) = plan.Visits == 1 ? (null, []) : Progressing(plan, enrolled);
        return new PhantomCohort { Plan = plan, Risk = risk, Subjects = [.. enrolled.Select(one => Followed(one, story, progressing.Contains(one.Name)))] };
    }

    /// <summary>What a radiograph of a subject shall show.</summary>
    public RadiographPlan PlanOf(PhantomSubject subject, PhantomVisit visit)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(visit);
        return new RadiographPlan { Seed = Plan.Seed, Site = subject.Site, Subject = subject.Name, Visit = visit.Number, Left = visit.Left, Right = visit.Right };
    }

    private static IEnumerable<Enrolled> Enrol(CohortPlan plan, PlannedSite site, int subjects, Story story)
    {
        var random = RandomSource.Of(plan.Seed, site.Name, "subjects");
        return StatesOf(site, subjects, random).Select((state, place) =>
        {
            var name = $"{site.Name}-{place + 1:0000}";
            var own = random.For(name);
            var severity = SeverityDraw.Of(state, own.For("disease"));
            return new Enrolled(name, site.Name, state, severity, story.Baseline(name, severity), own);
        });
    }

    /// <summary>Exact counts, on chance subjects.</summary>
    private static DiseaseState[] StatesOf(PlannedSite site, int subjects, RandomSource random)
    {
        var radiographic = (int)Math.Round(site.Prevalence * subjects, MidpointRounding.AwayFromZero);
        var early = (int)Math.Round(SeverityDraw.EarlyShare * (subjects - radiographic), MidpointRounding.AwayFromZero);
        var states = new DiseaseState[subjects];
        states.AsSpan(0, radiographic).Fill(DiseaseState.Radiographic);
        states.AsSpan(radiographic, early).Fill(DiseaseState.EarlySigns);
        Shuffling.Shuffle(states, random.For("states"));
        return states;
    }

    private static (PlantedRisk Risk, HashSet<string> Names) Progressing(CohortPlan plan, List<Enrolled> enrolled)
    {
        var atRisk = enrolled.Where(one => !one.Baseline.ReadersStatus).ToList();
        string[] with = [.. atRisk.Where(one => one.State != DiseaseState.Clear).Select(one => one.Name)];
        string[] without = [.. atRisk.Where(one => one.State == DiseaseState.Clear).Select(one => one.Name)];
        var random = RandomSource.Of(plan.Seed, "progression");
        Shuffling.Shuffle(with, random.For("with signs"));
        Shuffling.Shuffle(without, random.For("without signs"));
        var risk = PlantedRisk.Of(plan.RiskRatio, with.Length, without.Length);
        return (risk, [.. with[..risk.WithSignsProgressing], .. without[..risk.WithoutSignsProgressing]]);
    }

    private static PhantomSubject Followed(Enrolled one, Story story, bool progresses)
    {
        var random = one.Random.For("story");
        var turn = progresses ? story.TurningVisit(random) : (int?)null;
        return new PhantomSubject
        {
            Name = one.Name,
            Site = one.Site,
            State = one.State,
            Clinical = ClinicalVariables.Draw(one.State, one.Random.For("clinical")),
            Visits = [one.Baseline, .. story.Tell(one.Name, one.Baseline, one.Severity, turn, random)],
            ProgressesAt = turn,
        };
    }

    /// <summary>A subject at baseline, before it is known who progresses.</summary>
    private sealed record Enrolled(string Name, string Site, DiseaseState State, LatentSeverity Severity, PhantomVisit Baseline, RandomSource Random);
}
