using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Net.Client;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>LongitudinalRisk alone behind a real socket, on its database, with the bus its events come and go by.</summary>
internal sealed class ServedRegistry : IAsyncDisposable, IPublishObserver
{
    private readonly TemporaryFolder _folder = new();
    private readonly Channel<object> _published = Channel.CreateUnbounded<object>();
    private readonly Channel<(object Message, string? Trace)> _traced = Channel.CreateUnbounded<(object, string?)>();
    private readonly ConcurrentQueue<object> _seen = new();
    private readonly WebApplication _application;
    private GrpcChannel? _channel;

    private ServedRegistry(Action<IServiceCollection>? configure, IEnumerable<(string Key, string Value)> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Hosting:Folder"] = _folder.Path,
                ["Hosting:Listen:GrpcPort"] = "0",
                ["Hosting:Listen:HealthPort"] = "0",
                ["Hosting:Access:Anonymous"] = "true",
                ["LongitudinalRisk:Registry:IdentityKey"] = Convert.ToBase64String(new byte[IdentityKey.Bytes]),
            })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton<IPublishObserver>(this);
        _application = ServiceProgram.Build(builder, Services.LongitudinalRisk, composition =>
        {
            composition.AddLongitudinalRisk();
            configure?.Invoke(composition.Services);
        });
    }

    public Uri Address => new(_application.Urls.First());

    public Wire.LongitudinalRisk.LongitudinalRiskClient Client => new(_channel ??= GrpcChannel.ForAddress(Address));

    public RegistryReading Reading => Get<RegistryReading>();

    public RecordIntake Intake => Get<RecordIntake>();

    public Database<RegistryContext> Database => Get<Database<RegistryContext>>();

    /// <summary>What it published, in order.</summary>
    public ChannelReader<object> Published => _published.Reader;

    /// <summary>What it published, in order, and in which trace.</summary>
    public ChannelReader<(object Message, string? Trace)> Traced => _traced.Reader;

    /// <summary>All that it published so far, taken from <see cref="Published"/> or not.</summary>
    public IReadOnlyCollection<object> Seen => [.. _seen];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<ServedRegistry> StartAsync(params IEnumerable<(string Key, string Value)> settings) => StartAsync(configure: null, settings);

    /// <param name="configure">Registrations after the service's.</param>
    public static async Task<ServedRegistry> StartAsync(Action<IServiceCollection>? configure, params IEnumerable<(string Key, string Value)> settings)
    {
        var registry = new ServedRegistry(configure, settings);
        await registry._application.StartAsync(Cancellation);
        return registry;
    }

    public T Get<T>()
        where T : notnull
        => _application.Services.GetRequiredService<T>();

    /// <summary>Pseudonym of a sender's identifier at site "local".</summary>
    public string Subject(string identifier) => Get<RegistryPseudonyms>().Subject("local", identifier);

    /// <summary>A classification as the pipeline's event brings it, done when the registry says so.</summary>
    public async Task ClassifyAsync(ClassificationRecord classification)
    {
        await Get<IBus>().Publish(EventOf(classification), Cancellation);
        await foreach (var message in Published.ReadAllAsync(Cancellation))
        {
            if (message is ClassificationRegistered registered && registered.AnalysisId == classification.AnalysisId)
                return;
        }
    }

    /// <summary>Registers a radiograph, past the bus.</summary>
    public Task RegisterAsync(RadiographRecord radiograph) => Get<Registrations>().RegisterAsync(
        (RadiographReceived)Contracts.Populated.Of(typeof(RadiographReceived)) with
        {
            RadiographId = radiograph.RadiographId,
            Subject = radiograph.Subject,
            Site = radiograph.Site,
            AcquisitionDate = radiograph.AcquisitionDate,
        },
        Cancellation);

    /// <summary>Registers a classification, past the bus.</summary>
    public Task RegisterAsync(ClassificationRecord classification) => Get<Registrations>().RegisterAsync(EventOf(classification), Cancellation);

    /// <summary>Brings records in one by one, in this order, whatever their kind.</summary>
    public async Task BringAsync(IEnumerable<RegistryRecord> records)
    {
        foreach (var record in records)
        {
            switch (record)
            {
                case SubjectRecord subject:
                    await Intake.AcceptAsync([subject], "test", Cancellation);
                    break;
                case RadiographRecord radiograph:
                    await RegisterAsync(radiograph);
                    break;
                case ClassificationRecord classification:
                    await RegisterAsync(classification);
                    break;
            }
        }
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
        => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        _seen.Enqueue(context.Message);
        _published.Writer.TryWrite(context.Message);
        _traced.Writer.TryWrite((context.Message, Activity.Current?.TraceId.ToString()));
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
        => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _folder.Dispose();
    }

    private static RadiographClassified EventOf(ClassificationRecord classification)
    {
        var model = new PlannedModel
        {
            Name = classification.Model.Name,
            Version = classification.Model.Version,
            CardDigest = classification.Model.CardDigest,
            WeightsDigest = classification.Model.WeightsDigest,
        };
        var told = (RadiographClassified)Contracts.Populated.Of(typeof(RadiographClassified));
        return told with
        {
            AnalysisId = classification.AnalysisId,
            RadiographId = classification.RadiographId,
            Route = classification.Model.Route,
            Model = model,
            Probability = classification.Probability,
            Positive = classification.Positive,
            Confident = classification.Confident,
            Joints = classification is { LeftJoint: { } left, RightJoint: { } right } ? told.Joints! with { LeftJoint = left, RightJoint = right } : null,
        };
    }
}
