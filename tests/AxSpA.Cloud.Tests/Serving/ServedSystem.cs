using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.Serving;

/// <summary>All services with light models behind real sockets, called as anybody else would call them.</summary>
internal sealed class ServedSystem : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderBlobStore _store;
    private readonly WorkFolder _work;
    private readonly WebApplication _application;
    private GrpcChannel? _channel;
    private bool _disposed;

    private ServedSystem(Func<IBlobStore, IBlobStore>? blobs, Action<IServiceCollection>? configure, (string Key, string Value)[] overrides)
    {
        Models = LightModels.Write(_folder["models"], seed: 2);
        // Before the system runs: a store that opens takes what it finds half written for a dead process'.
        _store = new FolderBlobStore(_folder["work/blobs"]);
        _work = WorkFolder.Open(_folder["work"]);
        _application = EmbeddedHost.BuildListening(
            _work, _folder["models"], grpcPort: 0, healthPort: 0, overrides.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                if (blobs is not null)
                    services.AddSingleton(_ => blobs(_store));
                configure?.Invoke(services);
            });
    }

    public ModelStore Models { get; }

    public IServiceProvider Services => _application.Services;

    /// <summary>Where gRPC listens.</summary>
    public Uri Address => new(_application.Urls.First());

    public Uri Health => new(_application.Urls.Last());

    public GrpcChannel Channel => _channel ??= GrpcChannel.ForAddress(Address);

    public Wire.Segmentation.SegmentationClient Segmentation => new(Channel);

    public Wire.Cropping.CroppingClient Cropping => new(Channel);

    public Wire.Classification.ClassificationClient Classification => new(Channel);

    public Wire.Explanation.ExplanationClient Explanation => new(Channel);

    public Wire.LongitudinalRisk.LongitudinalRiskClient Registry => new(Channel);

    /// <summary>Files of the blob store, half written ones too.</summary>
    public IReadOnlyList<string> Blobs => [.. Directory.GetFiles(_folder["work/blobs"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A system that is ready: what it answers does not depend on how far its models are.</summary>
    /// <param name="blobs">What stands in front of the folder of blobs.</param>
    /// <param name="configure">Registrations after every service's.</param>
    public static async Task<ServedSystem> StartAsync(
        Func<IBlobStore, IBlobStore>? blobs = null, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] overrides)
    {
        var system = new ServedSystem(blobs, configure, overrides);
        try
        {
            await system._application.StartAsync(Cancellation);
            await system._application.WarmAsync(Cancellation);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts bytes where stages look for them.</summary>
    public async Task<Wire.BlobReference> StoreAsync(string name, byte[] bytes)
    {
        // Past what stands in front: it is the call under test that shall meet it.
        await _store.CreateAsync(StageWork.Container, name, "", bytes, Cancellation);
        return BlobReading.Describe(StageWork.Container, name, "", bytes).ToMessage()!;
    }

    /// <summary>A light radiograph in canonical form.</summary>
    public Task<Wire.BlobReference> StoreRadiographAsync(int seed = 1, LightPelvis pelvis = LightPelvis.Complete)
        => StoreAsync($"given/canonical-{seed}-{pelvis}.npy", CanonicalRadiograph.ToBytes(LightRadiographs.Draw(192, 224, seed, pelvis: pelvis)));

    /// <summary>What the queues make of a radiograph.</summary>
    public async Task<AnalysisResult> AnalyseAsync(byte[] file)
    {
        var accepted = await Services.GetRequiredService<RadiographIntake>().AcceptAsync(file, new Submission(), Cancellation);
        Services.GetRequiredService<LedgerSignals>().WakeDispatcher();
        return await Services.GetRequiredService<AnalysisResults>().WaitAsync(accepted.AnalysisId, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _channel?.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _work.Dispose();
        _folder.Dispose();
    }
}
