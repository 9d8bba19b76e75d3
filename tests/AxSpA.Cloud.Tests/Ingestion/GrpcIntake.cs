using System.Net;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Tests.Ingestion;

/// <summary>The real system with light models behind real sockets: gRPC on one port, health on another.</summary>
internal sealed class GrpcIntake : IAsyncDisposable
{
    private const int ChunkBytes = 4096;

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _application;
    private GrpcChannel? _channel;

    /// <param name="driven">Whether accepted analyses are driven; otherwise they wait.</param>
    /// <param name="overrides">Settings by key.</param>
    private GrpcIntake(bool driven, (string Key, string Value)[] overrides)
    {
        LightModels.Write(_folder["models"], seed: 2);
        Directory.CreateDirectory(_folder["work"]);
        var settings = new EmbeddedSettings
        {
            WorkFolder = _folder["work"],
            ModelFolder = _folder["models"],
            Overrides = overrides.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
        };
        _application = EmbeddedSystem.BuildListening(settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<EndedCalls>();
            builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<EndedCalls>());
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
                kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            });
        });
        if (!driven)
            _application.Services.GetRequiredService<DispatchScope>().Restrict();
    }

    public Intake.IntakeClient Client => new(_channel);

    public IServiceProvider Services => _application.Services;

    public EndedCalls Ended => Services.GetRequiredService<EndedCalls>();

    public Uri Health => new(_application.Urls.Last());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<GrpcIntake> StartAsync(bool driven = true, params (string Key, string Value)[] overrides)
    {
        var intake = new GrpcIntake(driven, overrides);
        await intake._application.StartAsync(Cancellation);
        intake._channel = GrpcChannel.ForAddress(intake._application.Urls.First());
        return intake;
    }

    /// <summary>Sends the header and the file in small chunks.</summary>
    public Task<SubmitRadiographResponse> SubmitAsync(byte[] file, string site = "", string subject = "")
        => SendAsync([Header(site, subject), .. file.Chunk(ChunkBytes).Select(Chunk)]);

    public async Task<SubmitRadiographResponse> SendAsync(params SubmitRadiographRequest[] parts)
    {
        using var call = Client.SubmitRadiograph(cancellationToken: Cancellation);
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

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _folder.Dispose();
    }
}
