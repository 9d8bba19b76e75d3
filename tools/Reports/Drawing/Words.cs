using System.Globalization;
using AxSpA.Cloud.Statistics;

namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>Numbers as a reader sees them. What does not exist is a dash.</summary>
public static class Words
{
    public const string Missing = "–";

    /// <summary>Three decimals.</summary>
    public static string Share(double? value) => Number(value, "0.000");

    public static string Number(double? value, string format)
        => value is { } given && double.IsFinite(given) ? given.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−') : Missing;

    /// <summary>"0.899 (0.866, 0.928)"; the value alone where there is no interval.</summary>
    public static string Estimate(Estimate estimate, string format = "0.000")
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return (estimate.Low, estimate.High) switch
        {
            (null, null) => Number(estimate.Value, format),
            var (low, high) => $"{Number(estimate.Value, format)} ({Number(low, format)}, {Number(high, format)})",
        };
    }

    /// <summary>Four decimals below 0.01, three above; what is smaller than can be shown says so.</summary>
    public static string P(double? p) => p switch
    {
        null => Missing,
        < 0.0001 => "<0.0001",
        < 0.01 => Number(p, "0.0000"),
        _ => Number(p, "0.000"),
    };

    /// <summary>"41 (32.5 %)"; the count alone where there is nothing to be a share of.</summary>
    public static string Part(int part, int whole)
        => whole == 0 ? Number(part, "0") : $"{Number(part, "0")} ({Number(100.0 * part / whole, "0.0")} %)";
}
