using System.Net;
using System.Net.Sockets;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Messaging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

/// <summary>What needs no server; the rest is tested on Azurite.</summary>
public class AzureBlobStoreTests
{
    [Fact]
    public async Task Server_that_takes_a_request_and_never_answers_counts_as_away_and_a_caller_who_gives_up_does_not()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var account = new BlobOptions
        {
            ConnectionString = $"AccountName=a;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint=http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/a",
        };
        var blobs = new AzureBlobStore(AzureAccount.Open(account, TimeSpan.FromMilliseconds(300)));

        var away = await Should.ThrowAsync<BlobsAwayException>(() => blobs.ReadAsync("radiographs", "a", TestContext.Current.CancellationToken));
        InfrastructureFault.Is(away).ShouldBeTrue();

        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<OperationCanceledException>(() => blobs.ReadAsync("radiographs", "a", impatient.Token));
    }
}
