using System.Globalization;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>What a system has done so far, as its processes count it at <c>/metrics</c>.</summary>
/// <param name="Blobs">Calls to the blob store.</param>
/// <param name="BlobBytes">Bytes read from it and written to it.</param>
/// <param name="Transactions">Transactions of the databases.</param>
/// <param name="Messages">Messages published.</param>
internal sealed record OperationCounts(double Blobs, double BlobBytes, double Transactions, double Messages)
{
    public static async Task<OperationCounts> ReadAsync(IEnumerable<Uri> health, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var lines = new List<string>();
        foreach (var process in health)
            lines.AddRange((await client.GetStringAsync(new Uri(process, "/metrics"), cancellation)).Split('\n'));
        return new OperationCounts(
            Sum(lines, "axspa_blob_operation_duration_seconds_count"),
            Sum(lines, "axspa_blob_io_bytes_total"),
            Sum(lines, "axspa_database_transactions_total"),
            Sum(lines, "messaging_client_sent_messages_total"));
    }

    public OperationCounts Per(OperationCounts before, int radiographs) => new(
        (Blobs - before.Blobs) / radiographs,
        (BlobBytes - before.BlobBytes) / radiographs,
        (Transactions - before.Transactions) / radiographs,
        (Messages - before.Messages) / radiographs);

    /// <summary>All series of a metric: lines such as <c>name{labels} value timestamp</c>.</summary>
    private static double Sum(IEnumerable<string> lines, string metric) => lines
        .Where(line => line.StartsWith(metric, StringComparison.Ordinal) && line.Length > metric.Length && line[metric.Length] is '{' or ' ')
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].TrimStart().Split(' ').First(part => !part.StartsWith(metric, StringComparison.Ordinal)), CultureInfo.InvariantCulture));
}
