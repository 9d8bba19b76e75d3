namespace AxSpA.Cloud.Statistics;

/// <summary>A number with its interval and the method that gave it. What does not exist is null and says why; it is never infinite and never NaN.</summary>
/// <param name="Value">The point estimate, or null where the data do not define it.</param>
/// <param name="Low">Lower limit of the interval, or null where there is none.</param>
/// <param name="High">Upper limit of the interval, or null where there is none.</param>
/// <param name="Method">How the interval was made, for a reader: <c>Woolf</c>, <c>percentile bootstrap over patients, 20000 repetitions</c> …</param>
/// <param name="Note">A correction that was applied, or why a part is missing; null where there is nothing to say.</param>
public sealed record Estimate(double? Value, double? Low, double? High, string Method, string? Note = null)
{
    /// <summary>An estimate that the data do not define.</summary>
    public static Estimate None(string method, string why) => new(null, null, null, method, why);

    /// <summary>The same with anything infinite or NaN taken away.</summary>
    internal static Estimate Of(double value, double low, double high, string method, string? note = null)
        => new(Finite(value), Finite(low), Finite(high), method, note);

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
