using System.Diagnostics;
using System.Threading.Channels;
using OpenTelemetry;

namespace AxSpA.Cloud.Tests.Telemetry;

/// <summary>Keeps the spans of one trace as they end; other hosts of this process write spans too.</summary>
internal sealed class SpanRecorder(ActivityTraceId trace) : BaseProcessor<Activity>
{
    private readonly Channel<Activity> _ended = Channel.CreateUnbounded<Activity>();

    public override void OnEnd(Activity data)
    {
        if (data.TraceId == trace)
            _ended.Writer.TryWrite(data);
    }

    /// <summary>The spans, once there are so many.</summary>
    public async Task<IReadOnlyList<Activity>> TakeAsync(int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var spans = new List<Activity>();
        try
        {
            while (spans.Count < count)
                spans.Add(await _ended.Reader.ReadAsync(patience.Token));
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // What is missing shows in the comparison.
        }

        return spans;
    }
}
