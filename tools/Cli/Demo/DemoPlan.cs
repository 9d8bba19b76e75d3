using System.Globalization;
using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Cli.Demo;

/// <summary>What a demonstration shows: made-up subjects of three sites, imaged at baseline and seen by readers again two years later.</summary>
/// <param name="RiskRatio">How much likelier subjects progress whose early signs the readers missed.</param>
internal sealed record DemoPlan(int Subjects, ulong Seed, double RiskRatio)
{
    public const int UsualSubjects = 36;
    public const double UsualRiskRatio = 3;

    /// <summary>Up to so many subjects the pictures are kept: each takes tens of megabytes.</summary>
    private const int MostWithPictures = 60;

    /// <summary>Not among those that any shipped model was trained on; the publication's prevalences.</summary>
    private static readonly PlannedSite[] Sites = [new("havel", 0.50), new("oder", 0.29), new("spree", 0.18)];

    /// <summary>Whether heat maps and overlays stay.</summary>
    public bool KeepsPictures => Subjects <= MostWithPictures;

    /// <summary>The cohort's name in the registry, another for every other plan.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"demo {Subjects} seed {Seed} ratio {RiskRatio:0.##}");

    /// <summary>The subjects with both visits.</summary>
    public PhantomCohort Cohort() => PhantomCohort.Of(new CohortPlan { Seed = Seed, Subjects = Subjects, Sites = Sites, Visits = 2, RiskRatio = RiskRatio });
}
