using AxSpA.Cloud.Hosting.Commits;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Makes the stages' container. A store that does not answer does not hold up the start; one that refuses what was configured ends the host.</summary>
internal sealed partial class BlobStart(
    AzureBlobStore blobs,
    IOptions<BlobOptions> options,
    StartRefusal refusal,
    TimeProvider time,
    ILogger<BlobStart> log) : BackgroundService
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Ends with the first try, whatever it came to.</summary>
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_tried.Task, Task.Delay(StartPatience, time, cancellationToken));
        if (refusal.Reason is { } reason)
            throw reason;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryAsync(stoppingToken))
            {
                _tried.TrySetResult();
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        finally
        {
            _tried.TrySetResult();
        }
    }

    /// <returns>Whether there is nothing left to try.</returns>
    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await blobs.CreateContainerAsync(StageWork.Container, cancellation);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403 || refused.ErrorCode == BlobErrorCode.InvalidAuthenticationInfo)
        {
            var (key, expected) = options.Value.ConnectionString.Length > 0
                ? (nameof(BlobOptions.ConnectionString), "an account and a key")
                : (nameof(BlobOptions.ServiceUri), "an identity with a role on blobs");
            refusal.Refuse(new RefusedStartException($"{BlobOptions.Section}:{key}", $"expected {expected} that the blob store takes, found {refused.ErrorCode}", refused));
            return true;
        }
        catch (BlobsAwayException away)
        {
            LogAway(log, away.Message);
            return false;
        }
    }

    [LoggerMessage(1012, LogLevel.Warning, "Trying again: {Cause}")]
    private static partial void LogAway(ILogger log, string cause);
}
