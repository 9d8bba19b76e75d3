using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>The logs of a service's process, on standard output: one line an event, in UTC, with the ids of the trace it belongs to.</summary>
internal static class LogRegistration
{
    /// <summary>One line for each analysis accepted and ended, and what is not as it should be. Any of it can be set otherwise by its key.</summary>
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = nameof(LogLevel.Information),
        ["Logging:LogLevel:Azure"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Grpc"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:MassTransit"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft"] = nameof(LogLevel.Warning),
        // What the database refuses is thrown to whoever asked it: a lost race is looked at again, the first look for migrations finds no table.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = nameof(LogLevel.Critical),
        // It would say at every probe, as an error and with a stack of scopes, that a process is not ready; ReadinessLog says it once.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = nameof(LogLevel.None),
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = nameof(LogLevel.Information),
        ["Logging:LogLevel:System"] = nameof(LogLevel.Warning),
    };

    /// <summary>Call before other sources are added to the configuration: what stands in them wins.</summary>
    public static void AddLogLevels(this WebApplicationBuilder builder) => builder.Configuration.AddInMemoryCollection(Levels);

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var logs = builder.Logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .Configure(log => log.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId | ActivityTrackingOptions.ParentId);
        // Text that is neither true nor false is refused by the options' own validation.
        var json = bool.TryParse(builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.JsonLogs)}"], out var given) ? given : Console.IsOutputRedirected;
        if (json)
        {
            logs.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logs.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "HH:mm:ss.fff'Z' ";
            });
        }
    }
}
