using System.Text.Json;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What was last told of a subject whose state cannot be read, since a later release wrote it and was taken back.</summary>
internal static class ToldState
{
    /// <summary>Flags and outcome as their logs have them. Visits count as told; where the subject was left to be derived they are told again, since some may not have been.</summary>
    /// <param name="after">The subject's state by this release.</param>
    public static async Task<SubjectState> OfAsync(RegistryContext registry, SubjectKey subject, SubjectState after, CancellationToken cancellation)
    {
        var changes = await registry.Flags.AsNoTracking().Where(row => row.Cohort == subject.Cohort && row.Subject == subject.Subject).OrderBy(row => row.Id).ToListAsync(cancellation);
        var outcome = await registry.Outcomes.AsNoTracking().Where(row => row.Cohort == subject.Cohort && row.Subject == subject.Subject).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);
        var left = await registry.Underived.AnyAsync(row => row.Cohort == subject.Cohort && row.Subject == subject.Subject, cancellation);
        return after with
        {
            Visits = left ? [] : after.Visits,
            Flags =
            [
                .. changes.Select(row => (row.Change, Flag: JsonSerializer.Deserialize<RiskFlag>(row.Evidence, RecordJson.Options)!))
                    .GroupBy(change => change.Flag.Model)
                    .Select(ofModel => ofModel.Last())
                    .Where(last => last.Change != FlagChange.Retracted)
                    .Select(last => last.Flag),
            ],
            Outcome = outcome?.Outcome ?? ProgressionOutcome.Unresolved,
            LastSeenNonRadiographic = outcome?.LastSeenNonRadiographic,
            FirstSeenRadiographic = outcome?.FirstSeenRadiographic,
        };
    }
}
