using System.Diagnostics.Metrics;
using System.Text.Json;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>What every service measures, and the meter to which services add their own. Units are base units; a label is never an identifier.</summary>
public static class Instruments
{
    public const string MeterName = "AxSpA.Cloud";

    /// <summary>Seconds, from the fastest publish to the slowest network on a CPU.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    };

    public static Meter Meter { get; } = new(MeterName);

    internal static Histogram<double> StageDuration { get; } = Duration("axspa.stage.duration", "Time a stage computed, by stage and part; records found are not computed again");

    internal static Histogram<double> QueueWait { get; } = Duration("axspa.queue.wait", "Time from sending a message to its consumer's start, by queue");

    internal static Histogram<double> MessagingOperation { get; } = Duration("messaging.client.operation.duration", "Time of a publish until the broker had confirmed it");

    internal static Histogram<double> MessagingProcess { get; } = Duration("messaging.process.duration", "Time a consumer took for a message, each try by itself");

    internal static Counter<long> MessagesSent { get; } = Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages published, failed ones with error.type");

    internal static Counter<long> MessagesConsumed { get; } = Meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Messages consumed, each try by itself, failed ones with error.type");

    internal static Histogram<double> BlobOperation { get; } = Duration("axspa.blob.operation.duration", "Time of a call to the blob store, by operation");

    internal static Counter<long> BlobBytes { get; } = Meter.CreateCounter<long>("axspa.blob.io", "By", "Bytes read from and written to the blob store, by direction");

    internal static Counter<long> Transactions { get; } = Meter.CreateCounter<long>("axspa.database.transactions", "{transaction}", "Transactions, by database and outcome");

    /// <summary>A histogram of seconds.</summary>
    public static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(name, "s", description, tags: null, Seconds);

    /// <summary>An enumeration's value as a label: <c>NoSacrum</c> is <c>no_sacrum</c>.</summary>
    public static string LabelOf<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
