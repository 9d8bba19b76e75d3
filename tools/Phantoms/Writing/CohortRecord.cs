using System.Text.Json;
using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>cohort.json: the arguments that make the same cohort again, and the truth that no other file holds.</summary>
internal static class CohortRecord
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    private static string Version { get; } = typeof(CohortRecord).Assembly.GetName().Version!.ToString(3);

    /// <summary>What an unfinished folder is known by.</summary>
    public static byte[] Arguments(CohortPlan plan, bool pictures) => Json(new { Version, Arguments = ArgumentsOf(plan, pictures) });

    /// <param name="manifestSha256">Of the manifest's bytes, in lower-case hexadecimal.</param>
    public static byte[] Of(PhantomCohort cohort, bool pictures, string manifestSha256) => Json(new
    {
        Version,
        Arguments = ArgumentsOf(cohort.Plan, pictures),
        ManifestSha256 = manifestSha256,
        Sites = cohort.Plan.Sites.Select(site => SiteOf(cohort, site)),
        ReaderKappas = ReaderKappas.Of(cohort).Select(kappa => Math.Round(kappa, 3)),
        ReadersRule = "the majority of blinded readers",
        PlantedRisk = cohort.Risk,
        AtRisk = cohort.Risk is null
            ? Array.Empty<object>()
            : (object)cohort.Subjects.Where(subject => subject.IsAtRisk)
                .Select(subject => new { Subject = subject.Name, subject.HasMissedSigns, State = JsonNamingPolicy.KebabCaseLower.ConvertName(subject.State.ToString()), subject.ProgressesAt })
                .ToArray(),
    });

    private static object ArgumentsOf(CohortPlan plan, bool pictures)
        => new { plan.Subjects, plan.Seed, plan.Sites, plan.Visits, plan.RiskRatio, plan.Readers, Png = pictures };

    private static object SiteOf(PhantomCohort cohort, PlannedSite site)
    {
        var subjects = cohort.Subjects.Where(subject => subject.Site == site.Name).ToList();
        var radiographic = subjects.Count(subject => subject.State == DiseaseState.Radiographic);
        return new { site.Name, Subjects = subjects.Count, Radiographic = radiographic, Prevalence = Math.Round((double)radiographic / subjects.Count, 4) };
    }

    private static byte[] Json(object content) => [.. JsonSerializer.SerializeToUtf8Bytes(content, Format), (byte)'\n'];
}
