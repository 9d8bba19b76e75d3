using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>Says in the log when the process becomes ready, what it waits for, and what it has lost, each once: whoever probes asks every few seconds.</summary>
internal sealed partial class ReadinessLog(ILogger<ReadinessLog> log)
{
    private readonly Lock _gate = new();
    private (bool Ready, string Missing)? _last;
    private bool _wasReady;

    /// <summary>Called with every answer to <c>/health/ready</c>.</summary>
    public void Answered(HealthReport report)
    {
        var missing = string.Join("; ", report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => $"{entry.Key}: {entry.Value.Description}"));
        var ready = report.Status != HealthStatus.Unhealthy;
        lock (_gate)
        {
            if (_last == (ready, missing))
                return;
            _last = (ready, missing);
            if (missing.Length == 0)
                LogReady(log);
            else if (ready)
                LogReadyWithout(log, missing);
            else if (_wasReady)
                LogLost(log, missing);
            else
                LogWaiting(log, missing);
            _wasReady |= ready;
        }
    }

    [LoggerMessage(1080, LogLevel.Information, "Ready")]
    private static partial void LogReady(ILogger log);

    [LoggerMessage(1081, LogLevel.Information, "Not ready yet: {Missing}")]
    private static partial void LogWaiting(ILogger log, string missing);

    [LoggerMessage(1082, LogLevel.Warning, "No longer ready: {Missing}")]
    private static partial void LogLost(ILogger log, string missing);

    [LoggerMessage(1083, LogLevel.Warning, "Ready, and without: {Missing}")]
    private static partial void LogReadyWithout(ILogger log, string missing);
}
