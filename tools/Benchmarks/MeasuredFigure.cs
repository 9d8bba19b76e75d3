namespace AxSpA.Cloud.Benchmarks;

/// <summary>Something measured several times, beside what was asked of it.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Of all its numbers.</param>
/// <param name="Values">One a run, at least one.</param>
/// <param name="Limit">What the median has to keep; null for a figure that only explains others.</param>
/// <param name="Aim">What would be good; null where nothing beyond the limit is wanted.</param>
/// <param name="More">Whether more is better: a rate, not a time.</param>
public sealed record MeasuredFigure(string Name, string Unit, IReadOnlyList<double> Values, double? Limit = null, double? Aim = null, bool More = false)
{
    public double Median => StageClock.Median(Values);

    public double Min => Values.Min();

    public double Max => Values.Max();

    /// <summary>Whether the median keeps the limit; null where there is none.</summary>
    public bool? LimitMet => Keeps(Limit);

    /// <summary>Whether the median reaches the aim; null where there is none.</summary>
    public bool? AimMet => Keeps(Aim);

    private bool? Keeps(double? bound) => bound is { } asked ? (More ? Median >= asked : Median <= asked) : null;
}
