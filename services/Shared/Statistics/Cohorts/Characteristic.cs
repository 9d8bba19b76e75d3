namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>A clinical variable over a cohort: how many have it, or its mean, of those for whom it was collected.</summary>
/// <param name="Name">With its unit.</param>
/// <param name="Known">For how many it was collected: its own denominator.</param>
/// <param name="Yes">How many have it; null for a measured one.</param>
/// <param name="Mean">Null for a counted one, or where none is known.</param>
/// <param name="StandardDeviation">Of the sample (n - 1); null where fewer than two are known.</param>
public sealed record Characteristic(string Name, int Known, int? Yes, double? Mean, double? StandardDeviation)
{
    /// <summary>Share of those known, 0..1.</summary>
    public double? Share => Yes is { } yes && Known > 0 ? (double)yes / Known : null;

    /// <param name="values">One a subject; null: not collected.</param>
    public static Characteristic Counted(string name, IEnumerable<bool?> values)
    {
        var known = values.OfType<bool>().ToList();
        return new Characteristic(name, known.Count, known.Count(value => value), null, null);
    }

    /// <param name="values">One a subject; null: not collected.</param>
    public static Characteristic Measured(string name, IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToList();
        if (known.Count == 0)
            return new Characteristic(name, 0, null, null, null);
        var mean = known.Average();
        return new Characteristic(name, known.Count, null, mean, known.Count < 2 ? null : Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / (known.Count - 1)));
    }
}
