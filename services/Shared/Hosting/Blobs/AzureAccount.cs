using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>The client of a storage account, as every service speaks to it.</summary>
internal static class AzureAccount
{
    /// <summary>Answers within this, or counts as away; a large radiograph's upload included.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    public static BlobServiceClient Open(BlobOptions options) => Open(options, AnswerLimit);

    internal static BlobServiceClient Open(BlobOptions options, TimeSpan answerLimit)
        => options.ConnectionString.Length > 0
            ? new BlobServiceClient(options.ConnectionString, ClientOptions(answerLimit))
            : new BlobServiceClient(new Uri(options.ServiceUri), new DefaultAzureCredential(), ClientOptions(answerLimit));

    private static BlobClientOptions ClientOptions(TimeSpan answerLimit)
    {
        // The newest version that Azurite knows as well.
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_07_05)
        {
            Transport = new HttpClientTransport(new HttpClient(Connections()) { Timeout = Timeout.InfiniteTimeSpan }),
        };
        // One short repeat, over a connection that was just closed, say. Longer outages are the consumers' and the ledger's: they know what waits.
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = answerLimit;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        // Its lines hold blob names and signatures.
        options.Diagnostics.IsLoggingEnabled = false;
        return options;
    }

    private static SocketsHttpHandler Connections() => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(3),
        // An address that moved is found again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // No trace goes to the store, and none is kept of each request to it.
        ActivityHeadersPropagator = null,
    };
}
