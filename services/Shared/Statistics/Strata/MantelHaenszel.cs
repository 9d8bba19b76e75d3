using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Statistics.Strata;

/// <summary>
/// One ratio over several strata, each a table of its own (Mantel &amp; Haenszel, J Natl Cancer Inst 1959;22:719). Intervals: Robins, Breslow &amp;
/// Greenland 1986 for the odds ratio, Greenland &amp; Robins 1985 for the risk ratio.
/// </summary>
public static class MantelHaenszel
{
    /// <summary>The common odds ratio.</summary>
    public static Estimate OddsRatio(IReadOnlyList<ProgressionTable> strata)
    {
        const string method = "Mantel–Haenszel; Robins, Breslow and Greenland";
        ArgumentNullException.ThrowIfNull(strata);
        double r = 0, s = 0, pr = 0, mixed = 0, qs = 0;
        foreach (var (a, b, c, d, n) in Filled(strata))
        {
            var (rk, sk, pk, qk) = (a * d / n, b * c / n, (a + d) / n, (b + c) / n);
            (r, s) = (r + rk, s + sk);
            (pr, mixed, qs) = (pr + (pk * rk), mixed + (pk * sk) + (qk * rk), qs + (qk * sk));
        }

        return r == 0 || s == 0
            ? Estimate.None(method, "no stratum tells flagged and unflagged apart in both directions")
            : Logarithmic(r / s, (pr / (2 * r * r)) + (mixed / (2 * r * s)) + (qs / (2 * s * s)), method);
    }

    /// <summary>The common risk ratio.</summary>
    public static Estimate RiskRatio(IReadOnlyList<ProgressionTable> strata)
    {
        const string method = "Mantel–Haenszel; Greenland and Robins";
        ArgumentNullException.ThrowIfNull(strata);
        double flagged = 0, unflagged = 0, variance = 0;
        foreach (var (a, b, c, d, n) in Filled(strata))
        {
            flagged += a * (c + d) / n;
            unflagged += c * (a + b) / n;
            variance += (((a + b) * (c + d) * (a + c)) - (a * c * n)) / (n * n);
        }

        return flagged == 0 || unflagged == 0
            ? Estimate.None(method, "no flagged or no unflagged subject progressed in any stratum")
            : Logarithmic(flagged / unflagged, variance / (flagged * unflagged), method);
    }

    /// <summary>The test that flagged and unflagged progress alike in every stratum.</summary>
    /// <param name="corrected">With the continuity correction of ½.</param>
    /// <returns>Chi-square with one degree of freedom and its upper tail; null where no stratum varies.</returns>
    public static (double ChiSquare, double P)? Test(IReadOnlyList<ProgressionTable> strata, bool corrected = true)
    {
        ArgumentNullException.ThrowIfNull(strata);
        double excess = 0, variance = 0;
        foreach (var (a, b, c, d, n) in Filled(strata))
        {
            excess += a - ((a + b) * (a + c) / n);
            variance += n > 1 ? (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1)) : 0;
        }

        if (variance == 0)
            return null;
        var distance = Math.Max(0, Math.Abs(excess) - (corrected ? 0.5 : 0));
        var statistic = distance * distance / variance;
        return (statistic, NormalTail.ChiSquare1(statistic));
    }

    private static IEnumerable<(double A, double B, double C, double D, double N)> Filled(IEnumerable<ProgressionTable> strata)
        => strata.Where(table => table.Subjects > 0).Select(table =>
            ((double)table.FlaggedProgressed, (double)table.FlaggedNot, (double)table.UnflaggedProgressed, (double)table.UnflaggedNot, (double)table.Subjects));

    private static Estimate Logarithmic(double ratio, double variance, string method)
    {
        var spread = Math.Exp(NormalTail.Z95 * Math.Sqrt(variance));
        return Estimate.Of(ratio, ratio / spread, ratio * spread, method);
    }
}
