using System.Diagnostics;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>
/// The system's own spans, beside those of the web server and the bus. Where a trace has to outlive a queue or a process, its W3C traceparent is
/// kept in a row and taken up again from there: one radiograph, one trace, however often it is driven.
/// </summary>
public static class Spans
{
    public const string Source = "AxSpA.Cloud";

    public const string Analysis = "axspa.analysis.id";
    public const string Radiograph = "axspa.radiograph.id";
    public const string Attempt = "axspa.attempt";
    public const string Stage = "axspa.stage";
    public const string Artifact = "axspa.artifact";

    private static readonly ActivitySource Activities = new(Source);

    /// <summary>The traceparent to keep; null where nobody traces.</summary>
    public static string? Current => Activity.Current?.Id;

    /// <summary>A span below the current one; null where nobody traces.</summary>
    public static Activity? Start(string name) => Activities.StartActivity(name);

    /// <summary>A span below the one whose traceparent was kept, or below the current one where none was.</summary>
    public static Activity? Continue(string name, string? traceParent)
        => ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent)
            ? Activities.StartActivity(name, ActivityKind.Internal, parent)
            : Start(name);
}
