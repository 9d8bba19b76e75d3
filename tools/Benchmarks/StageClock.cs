using System.Diagnostics;

namespace AxSpA.Cloud.Benchmarks;

/// <summary>Collects the times of stages over several runs.</summary>
internal sealed class StageClock
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, List<double>> _milliseconds = [];

    public T Time<T>(string stage, Func<T> run)
    {
        var started = Stopwatch.GetTimestamp();
        var result = run();
        Add(stage, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    public void Add(string stage, double milliseconds)
    {
        if (!_milliseconds.TryGetValue(stage, out var runs))
        {
            _milliseconds[stage] = runs = [];
            _order.Add(stage);
        }

        runs.Add(milliseconds);
    }

    public IReadOnlyList<StageTime> Results(IReadOnlyDictionary<string, double> publishedMs)
        => [.. _order.Select(stage => new StageTime(
            stage, _milliseconds[stage].Min(), Median(_milliseconds[stage]), publishedMs.TryGetValue(stage, out var published) ? published : null))];

    /// <summary>The middle value; of an even number the mean of both middle ones.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
