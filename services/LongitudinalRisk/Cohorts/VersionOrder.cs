using System.Globalization;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Orders versions part by part, numbers as numbers: 1.9.0 before 1.10.0.</summary>
internal static class VersionOrder
{
    public static int Compare(string first, string second)
    {
        var (left, right) = (first.Split('.', '-', '+'), second.Split('.', '-', '+'));
        for (var part = 0; part < Math.Min(left.Length, right.Length); part++)
        {
            var order = ComparePart(left[part], right[part]);
            if (order != 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int ComparePart(string first, string second)
        => long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var left) && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(first, second);
}
