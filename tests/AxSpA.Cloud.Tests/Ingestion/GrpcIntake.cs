using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Tests.Ingestion;

/// <summary>The real system with light models behind real sockets: gRPC on one port, health on another.</summary>
internal sealed class GrpcIntake : IAsyncDisposable
{
    private const int ChunkBytes = 4096;

    private readonly TemporaryFolder _folder = new();
    private readonly WorkFolder _work;
    private readonly WebApplication _application;
    private GrpcChannel? _channel;

    /// <param name="driven">Whether accepted analyses are driven; otherwise they wait.</param>
    /// <param name="overrides">Settings by key.</param>
    /// <param name="configure">Registrations after every service's.</param>
    private GrpcIntake(bool driven, (string Key, string Value)[] overrides, Action<IServiceCollection>? configure)
    {
        LightModels.Write(_folder["models"], seed: 2);
        _work = WorkFolder.Open(_folder["work"]);
        var settings = overrides.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        _application = EmbeddedHost.BuildListening(_work, _folder["models"], grpcPort: 0, healthPort: 0, settings, services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton<EndedCalls>();
            services.AddGrpc(grpc => grpc.Interceptors.Add<EndedCalls>());
            // A check that a slow machine holds up is not one that failed.
            services.PostConfigure<HealthCheckServiceOptions>(health =>
            {
                foreach (var check in health.Registrations)
                    check.Timeout = Timeout.InfiniteTimeSpan;
            });
            configure?.Invoke(services);
        });
        if (!driven)
            _application.Services.GetRequiredService<DispatchScope>().Restrict();
    }

    public Intake.IntakeClient Client => new(_channel);

    public IServiceProvider Services => _application.Services;

    public EndedCalls Ended => Services.GetRequiredService<EndedCalls>();

    public Uri Grpc => new(_application.Urls.First());

    /// <summary>The folder of its models.</summary>
    public string Models => _folder["models"];

    public Uri Health => new(_application.Urls.Last());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<GrpcIntake> StartAsync(bool driven = true, params (string Key, string Value)[] overrides) => StartAsync(configure: null, driven, overrides);

    public static async Task<GrpcIntake> StartAsync(Action<IServiceCollection>? configure, bool driven = true, params (string Key, string Value)[] overrides)
    {
        var intake = new GrpcIntake(driven, overrides, configure);
        await intake._application.StartAsync(Cancellation);
        intake._channel = GrpcChannel.ForAddress(intake._application.Urls.First());
        return intake;
    }

    /// <summary>Sends the header and the file in small chunks.</summary>
    /// <param name="traceParent">The caller's trace.</param>
    public Task<SubmitRadiographResponse> SubmitAsync(byte[] file, string site = "", string subject = "", string? traceParent = null)
        => SendAsync(traceParent is null ? [] : new Metadata { { "traceparent", traceParent } }, [Header(site, subject), .. file.Chunk(ChunkBytes).Select(Chunk)]);

    public Task<SubmitRadiographResponse> SendAsync(params SubmitRadiographRequest[] parts) => SendAsync([], parts);

    private async Task<SubmitRadiographResponse> SendAsync(Metadata headers, SubmitRadiographRequest[] parts)
    {
        using var call = Client.SubmitRadiograph(headers, cancellationToken: Cancellation);
        try
        {
            foreach (var part in parts)
                await call.RequestStream.WriteAsync(part, Cancellation);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception closed) when (closed is RpcException or InvalidOperationException)
        {
            // The server has answered before it had everything; its answer is what counts.
        }

        return await call.ResponseAsync;
    }

    public static SubmitRadiographRequest Header(string site = "", string subject = "") => new() { Header = new SubmissionHeader { Site = site, Subject = subject } };

    public static SubmitRadiographRequest Chunk(byte[] bytes) => new() { Chunk = ByteString.CopyFrom(bytes) };

    /// <summary>Files of the work folder's blobs.</summary>
    public IReadOnlyList<string> Blobs => Directory.Exists(_folder["work/blobs"]) ? Directory.GetFiles(_folder["work/blobs"], "*", SearchOption.AllDirectories) : [];

    /// <summary>Takes a service's database away from under it.</summary>
    public void LoseDatabase(string service)
    {
        var file = _folder[$"work/database/{service}.db"];
        // A folder of its name stands in its way: whoever looks in the background would otherwise make the file anew, here too in between.
        while (!Directory.Exists(file))
        {
            File.Delete(file);
            try
            {
                Directory.CreateDirectory(file);
            }
            catch (IOException)
            {
                // Made anew already.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _work.Dispose();
        _folder.Dispose();
    }
}
