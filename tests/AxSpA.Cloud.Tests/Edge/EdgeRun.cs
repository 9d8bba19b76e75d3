using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Contracts.Edge;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Edge;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>The real system with light models beside a stand-in of the sidecar, both on loopback sockets.</summary>
internal sealed class EdgeRun : IAsyncDisposable
{
    public const string PubSub = "axspa-pubsub";
    public const string Results = "axspa-results";
    public const string Radiographs = "axspa-radiographs";

    private readonly WorkFolder _work;
    private readonly WebApplication _application;
    private GrpcChannel? _channel;

    /// <param name="driven">Whether accepted analyses are driven; otherwise they wait.</param>
    private EdgeRun(TemporaryFolder folder, string endpoint, bool driven, (string Key, string Value)[] overrides)
    {
        if (!Directory.Exists(folder["models"]))
            LightModels.Write(folder["models"], seed: 2);
        _work = WorkFolder.Open(folder["work"]);
        var settings = new Dictionary<string, string?>();
        if (endpoint.Length > 0)
        {
            settings["Hosting:Dapr:GrpcEndpoint"] = endpoint;
            settings["Hosting:Dapr:PubSub"] = PubSub;
            settings["Hosting:Dapr:ResultTopic"] = Results;
            settings["Hosting:Dapr:RadiographTopic"] = Radiographs;
        }

        foreach (var (key, value) in overrides)
            settings[key] = value;
        _application = EmbeddedHost.BuildListening(
            _work, folder["models"], grpcPort: 0, healthPort: 0, settings, services => services.AddLogging(logging => logging.ClearProviders()));
        if (!driven)
            Services.GetRequiredService<DispatchScope>().Restrict();
    }

    public IServiceProvider Services => _application.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<EdgeRun> StartAsync(TemporaryFolder folder, string endpoint, bool driven = true, params (string Key, string Value)[] overrides)
    {
        var run = new EdgeRun(folder, endpoint, driven, overrides);
        await run._application.StartAsync(Cancellation);
        run._channel = GrpcChannel.ForAddress(run._application.Urls.First());
        return run;
    }

    /// <summary>Lays a file into a container, as a sender would.</summary>
    /// <returns>The JSON of the reference to it.</returns>
    public async Task<object> LayAsync(byte[] file, string name = "a/first.png", string container = "inbox")
    {
        await Services.GetRequiredService<IBlobStore>().CreateAsync(container, name, "image/png", file, Cancellation);
        return BlobReading.Describe(container, name, "image/png", file);
    }

    /// <summary>Calls as the sidecar does, with its token if there is one.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request, string? token = null)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        if (token is not null)
            headers.Add("dapr-api-token", token);
        return await _channel!.CreateCallInvoker().AsyncUnaryCall(method, host: null, new CallOptions(headers, cancellationToken: Cancellation), request);
    }

    public Task<ListTopicSubscriptionsResponse> SubscriptionsAsync(string? token = null) => CallAsync(RuntimeCalls.ListTopicSubscriptions, new Empty(), token);

    /// <summary>Delivers an event as the sidecar does.</summary>
    public async Task<TopicEventResponse.Types.TopicEventResponseStatus> DeliverAsync(
        string data, string id = "offer-1", string type = EdgeEvents.Offered, string? token = null, string topic = Radiographs)
        => (await CallAsync(
            RuntimeCalls.OnTopicEvent,
            new TopicEventRequest
            {
                Id = id,
                Source = "/hospital/archive",
                Type = type,
                SpecVersion = "1.0",
                DataContentType = "application/json",
                Data = ByteString.CopyFromUtf8(data),
                Topic = topic,
                PubsubName = PubSub,
            },
            token)).Status;

    public Task<List<AnalysisRow>> AnalysesAsync()
        => Services.GetRequiredService<Database<LedgerContext>>().ReadAsync(ledger => ledger.Analyses.ToListAsync(Cancellation), Cancellation);

    public Task<List<DeliveryRow>> DeliveriesAsync()
        => Services.GetRequiredService<Database<LedgerContext>>().ReadAsync(ledger => ledger.Set<DeliveryRow>().OrderBy(row => row.Id).ToListAsync(Cancellation), Cancellation);

    /// <summary>Takes a file in by the other door.</summary>
    public Task<Acceptance> AcceptAsync(byte[] file) => Services.GetRequiredService<RadiographIntake>().AcceptAsync(file, new Submission(), Cancellation);

    public Task<AnalysisResult> EndAsync(Guid analysisId) => Services.GetRequiredService<AnalysisResults>().WaitAsync(analysisId, Cancellation);

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _work.Dispose();
    }
}
