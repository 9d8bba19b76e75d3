using System.Diagnostics;
using System.Threading.Channels;
using AxSpA.Cloud.Tests.Reference;
using OpenTelemetry;

namespace AxSpA.Cloud.Tests.Telemetry;

/// <summary>Keeps the spans of one trace as they end; other hosts of this process write spans too.</summary>
internal sealed class SpanRecorder(ActivityTraceId trace) : BaseProcessor<Activity>
{
    private readonly Channel<RecordedSpan> _ended = Channel.CreateUnbounded<RecordedSpan>();

    public override void OnEnd(Activity data)
    {
        if (data.TraceId == trace)
        {
            _ended.Writer.TryWrite(new RecordedSpan(
                "", $"{data.TraceId}", $"{data.SpanId}", $"{data.ParentSpanId}", data.DisplayName, data.GetTagItem("axspa.artifact") as string));
        }
    }

    /// <summary>The spans, once there are so many.</summary>
    public async Task<IReadOnlyList<RecordedSpan>> TakeAsync(int count)
    {
        var spans = new List<RecordedSpan>();
        try
        {
            while (spans.Count < count)
                spans.Add(await _ended.Reader.ReadAsync(Patience.Token));
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // What is missing shows in the comparison.
        }

        return spans;
    }
}
