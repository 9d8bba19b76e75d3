using AxSpA.Cloud.Statistics.Progression;
using AxSpA.Cloud.Statistics.Strata;

namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>One model's table split by a variable, and the ratios that its strata have in common.</summary>
/// <param name="Variable">What splits.</param>
/// <param name="Strata">By value; the one not collected last.</param>
/// <param name="OddsRatio">Mantel–Haenszel.</param>
/// <param name="RiskRatio">Mantel–Haenszel.</param>
/// <param name="TestP">Of the Mantel–Haenszel test with continuity correction; null where no stratum varies.</param>
public sealed record Stratification(string Variable, IReadOnlyList<Stratum> Strata, Estimate OddsRatio, Estimate RiskRatio, double? TestP)
{
    internal static Stratification Of(string variable, IEnumerable<(FollowedCase Case, bool Flagged)> cases, Func<FollowedCase, string?> value)
    {
        var strata = cases.GroupBy(one => value(one.Case))
            .OrderBy(group => group.Key is null)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Stratum(group.Key, TableOf(group)))
            .ToList();
        ProgressionTable[] known = [.. strata.Where(stratum => stratum.Value is not null).Select(stratum => stratum.Table)];
        return new Stratification(variable, strata, MantelHaenszel.OddsRatio(known), MantelHaenszel.RiskRatio(known), MantelHaenszel.Test(known)?.P);
    }

    internal static ProgressionTable TableOf(IEnumerable<(FollowedCase Case, bool Flagged)> cases)
    {
        int a = 0, b = 0, c = 0, d = 0;
        foreach (var (one, flagged) in cases)
        {
            var progressed = one.RadiographicAtFollowUp == true;
            a += flagged && progressed ? 1 : 0;
            b += flagged && !progressed ? 1 : 0;
            c += !flagged && progressed ? 1 : 0;
            d += !flagged && !progressed ? 1 : 0;
        }

        return new ProgressionTable(a, b, c, d);
    }
}
