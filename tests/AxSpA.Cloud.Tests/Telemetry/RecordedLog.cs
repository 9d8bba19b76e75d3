using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Tests.Telemetry;

/// <summary>Keeps what is logged: each event's number and fields, and its words.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(int Id, IReadOnlyDictionary<string, object?> Fields)> Events { get; } = [];

    /// <summary>Everything that was written, fields and words.</summary>
    public ConcurrentQueue<string> Text { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Text.Enqueue($"{formatter(state, exception)} {exception}");
        if (state is IReadOnlyList<KeyValuePair<string, object?>> fields)
            Events.Enqueue((eventId.Id, fields.DistinctBy(field => field.Key).ToDictionary(field => field.Key, field => field.Value)));
    }

    public void Dispose()
    {
    }
}
