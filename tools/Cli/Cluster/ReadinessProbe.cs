using System.Net;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>Asks a replica what Kubernetes would ask it.</summary>
internal sealed class ReadinessProbe(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Completes when the replica says that it is ready.</summary>
    public async Task WaitAsync(Uri health, CancellationToken cancellation)
    {
        var ready = new Uri(health, "/health/ready");
        while (!await IsReadyAsync(ready, cancellation))
            await Task.Delay(Interval, time, cancellation);
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> IsReadyAsync(Uri ready, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.GetAsync(ready, cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
