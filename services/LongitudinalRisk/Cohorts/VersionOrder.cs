using System.Globalization;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>
/// Orders versions as Semantic Versioning 2.0 (§11) does, of any number of parts: 1.9.0 before 1.10.0, a pre-release before its release (1.0.0-rc.2, 1.0.0-rc.10, 1.0.0),
/// a number before a word. What follows a "+" tells builds of one version apart and orders nothing (§10).
/// </summary>
internal static class VersionOrder
{
    public static int Compare(string first, string second)
    {
        var (left, right) = (Split(first), Split(second));
        var order = CompareParts(left.Core, right.Core);
        if (order != 0)
            return order;
        return (left.PreRelease, right.PreRelease) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            var (one, other) => CompareParts(one, other),
        };
    }

    private static (string Core, string? PreRelease) Split(string version)
    {
        var parts = version.Split('+')[0].Split('-', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }

    private static int CompareParts(string first, string second)
    {
        var (left, right) = (first.Split('.'), second.Split('.'));
        return left.Zip(right, ComparePart).FirstOrDefault(order => order != 0, left.Length.CompareTo(right.Length));
    }

    private static int ComparePart(string first, string second) => (NumberOf(first), NumberOf(second)) switch
    {
        ({ } left, { } right) => left.CompareTo(right),
        (not null, null) => -1,
        (null, not null) => 1,
        _ => string.CompareOrdinal(first, second),
    };

    private static long? NumberOf(string part) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
