using AxSpA.Cloud.Statistics;

namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>Ratios on a line: twice as much is as far to the right as half is to the left.</summary>
/// <param name="Ticks">Values that are marked, at least two; the outermost are the ends.</param>
/// <param name="Left">Place of the first.</param>
/// <param name="Right">Place of the last.</param>
internal sealed record LogScale(IReadOnlyList<double> Ticks, double Left, double Right)
{
    /// <summary>As wide as the intervals and 1 need, within the ticks there are.</summary>
    /// <param name="ticks">In rising order, 1 among them.</param>
    public static LogScale Around(IEnumerable<Estimate> estimates, IReadOnlyList<double> ticks, double left, double right)
    {
        var (lowest, highest) = (0.5, 2.0);
        foreach (var estimate in estimates.Where(estimate => estimate.Value is > 0))
        {
            lowest = Math.Min(lowest, estimate.Low ?? lowest);
            highest = Math.Max(highest, estimate.High ?? highest);
        }

        var first = ticks.Index().LastOrDefault(tick => tick.Item <= lowest).Index;
        var last = ticks.Index().FirstOrDefault(tick => tick.Item >= highest, (ticks.Count - 1, 0)).Index;
        return new LogScale([.. ticks.Skip(first).Take(last - first + 1)], left, right);
    }

    /// <summary>A value's place; the end's for one beyond.</summary>
    public double X(double value)
    {
        var share = Math.Log(Math.Max(value, Ticks[0]) / Ticks[0]) / Math.Log(Ticks[^1] / Ticks[0]);
        return Left + ((Right - Left) * Math.Min(1, share));
    }

    public bool Below(double value) => value < Ticks[0];

    public bool Above(double value) => value > Ticks[^1];
}
