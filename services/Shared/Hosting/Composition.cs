using System.Diagnostics.Metrics;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Edge;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Hosting.Telemetry;
using Grpc.AspNetCore.Server;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Route = AxSpA.Cloud.Contracts.Route;

namespace AxSpA.Cloud.Hosting;

/// <summary>
/// What a host is made of. Every service's <c>Add…()</c> contributes its consumers, gRPC services and options;
/// one process may hold one service or all of them, and the bus is registered once, by <see cref="Complete"/>.
/// </summary>
public sealed class Composition
{
    private readonly List<ConsumerRegistration> _consumers = [];
    private readonly List<OptionSection> _options = [];
    private readonly List<Action<IEndpointRouteBuilder>> _grpcServices = [];
    private bool _opensWithoutBroker;

    /// <param name="service">The host's name in traces and logs: a service's, or <see cref="Contracts.Services.All"/>.</param>
    public Composition(IHostApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(service);
        Services = builder.Services;
        Configuration = builder.Configuration;
        Service = service;
        Options<HostingOptions>(HostingOptions.Section);
        Options<BrokerOptions>(BrokerOptions.Section);
        Options<BlobOptions>(BlobOptions.Section);
        Options<DatabaseOptions>(DatabaseOptions.Section);
        Options<ListenOptions>(ListenOptions.Section);
        Options<TlsOptions>(TlsOptions.Section);
        Options<AccessOptions>(AccessOptions.Section);
        Options<DaprOptions>(DaprOptions.Section);
        Options<TelemetryOptions>(TelemetryOptions.Section);
        Services.AddSingleton<IValidateOptions<HostingOptions>, WorkFolderRule>();
        Services.TryAddSingleton(TimeProvider.System);
        Services.TryAddSingleton<StartRefusal>();
        Services.AddBlobs(Configuration);
        Services.TryAddSingleton<ComputeClock>();
        Services.TryAddSingleton<StageCommit>();
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    public string Service { get; }

    /// <summary>Whether the host listens: only then are its models warmed up, its probes and metrics served and its traces sent.</summary>
    public bool Listens { get; init; }

    /// <summary>The queues this host will listen to.</summary>
    public IReadOnlyList<ConsumerRegistration> Consumers => _consumers;

    /// <summary>Every section of the configuration that this host reads.</summary>
    public IReadOnlyList<OptionSection> OptionSections => _options;

    /// <summary>Binds a service's options; a value out of its range stops the start with a message that names the key.</summary>
    public Composition Options<TOptions>(string section)
        where TOptions : class
    {
        if (_options.Any(known => known.Path == section))
            return this;
        _options.Add(new OptionSection(section, typeof(TOptions)));
        Services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        return this;
    }

    /// <summary>Adds a consumer that <see cref="Route"/> knows.</summary>
    /// <param name="service">The service that consumes.</param>
    /// <param name="name">The consumer's name in <see cref="Route"/>, where it is not its type's.</param>
    /// <param name="concurrency">Messages it handles at once in this process.</param>
    /// <param name="prefetch">Messages a broker hands to it at once, so that a light stage does not wait for the network between two; as many as <paramref name="concurrency"/> unless given.</param>
    /// <exception cref="ArgumentException">The route does not name this consumer of this event.</exception>
    public Composition Consumes<TConsumer, TEvent>(string service, string? name = null, int concurrency = 1, int? prefetch = null)
        where TConsumer : class, IConsumer<TEvent>
        where TEvent : class
    {
        var consumer = new RouteConsumer(service, name ?? typeof(TConsumer).Name);
        if (!Route.Of(typeof(TEvent)).Consumers.Contains(consumer))
            throw new ArgumentException($"expected a consumer of {typeof(TEvent).Name} that the route names, found {consumer.Service}/{consumer.Consumer}", nameof(name));
        _consumers.Add(new ConsumerRegistration(typeof(TConsumer), QueueName.Of(consumer.Service, consumer.Consumer), concurrency, prefetch ?? concurrency));
        return this;
    }

    /// <summary>Adds the consumer of what the bus says when a consumer of the route gave up on an event.</summary>
    /// <exception cref="ArgumentException">The route names another.</exception>
    public Composition ConsumesFaults<TConsumer>(string service)
        where TConsumer : class, IConsumer
    {
        var consumer = new RouteConsumer(service, typeof(TConsumer).Name);
        if (consumer != Route.Faults)
            throw new ArgumentException($"expected the consumer of faults that the route names, found {consumer.Service}/{consumer.Consumer}", nameof(service));
        _consumers.Add(new ConsumerRegistration(typeof(TConsumer), QueueName.Of(consumer.Service, consumer.Consumer), Concurrency: 1, Prefetch: 1));
        return this;
    }

    /// <summary>Adds a gRPC service; it is served where the host listens at all, to callers with a key. Which role a method needs, its <see cref="RequiresRoleAttribute"/> says.</summary>
    /// <param name="maxRequestBytes">Largest request message.</param>
    public Composition Serves<TService>(int maxRequestBytes = MessageSize.Small)
        where TService : class
    {
        Services.Configure<GrpcServiceOptions<TService>>(service => service.MaxReceiveMessageSize = maxRequestBytes);
        _grpcServices.Add(routes => routes.MapGrpcService<TService>().RequireAuthorization());
        return this;
    }

    /// <summary>Says that a door of the service takes in what it must while the broker is away, and owes the rest: an outage then does not close it.</summary>
    public Composition OpensWithoutBroker()
    {
        _opensWithoutBroker = true;
        return this;
    }

    /// <summary>Adds a service's own database with its outbox.</summary>
    /// <param name="service">The owning service; names the file or the schema.</param>
    public Composition Owns<TContext>(string service)
        where TContext : DbContext
    {
        Services.AddDatabase<TContext>(service);
        Services.AddSingleton(new OwnedDatabase(service));
        if (Listens)
            Services.WatchDatabase<TContext>(service);
        return this;
    }

    /// <summary>Adds the models, opened once at the start from <see cref="HostingOptions.ModelFolder"/>; what refuses to be opened stops the start.</summary>
    /// <param name="open">Opens the folder.</param>
    public Composition Models<TModels, TRefusal>(Func<string, TModels> open)
        where TModels : class
        where TRefusal : Exception
    {
        Services.TryAddSingleton(provider =>
        {
            try
            {
                return open(provider.GetRequiredService<IOptions<HostingOptions>>().Value.ModelFolder);
            }
            catch (TRefusal refusal)
            {
                throw new RefusedStartException($"{HostingOptions.Section}:{nameof(HostingOptions.ModelFolder)}", refusal.Message, refusal);
            }
        });
        Services.AddHostedService<OpenAtStart<TModels>>();
        return this;
    }

    /// <summary>Adds models that a host that listens loads at its start, beside it, and runs once: it is not ready before.</summary>
    /// <typeparam name="TModels">The service's models.</typeparam>
    /// <typeparam name="TRefusal">What a model throws that cannot be run; it stops the process.</typeparam>
    /// <param name="warmUp">Loads and runs them, and says which they are.</param>
    public Composition WarmsUp<TModels, TRefusal>(Func<TModels, IReadOnlyList<ModelInUse>> warmUp)
        where TModels : class
        where TRefusal : Exception
    {
        if (Listens)
            Services.AddWarmUpPart<TModels, TRefusal>(warmUp);
        return this;
    }

    /// <summary>Adds a gauge to a host that listens, asked for in the background.</summary>
    /// <param name="read">Asks for the values.</param>
    public Composition Gauges(string name, string unit, string description, Func<IServiceProvider, Func<CancellationToken, Task<IReadOnlyList<Measurement<long>>>>> read)
    {
        if (Listens)
            Services.AddPolledGauge(name, unit, description, read);
        return this;
    }

    /// <summary>Registers the bus with all that was contributed. Call once, last.</summary>
    public void Complete()
    {
        Services.AddBus(Service, _consumers, _opensWithoutBroker, Configuration);
        Services.AddServing();
        if (!Listens)
            return;
        Services.AddTelemetry(Service);
        Services.AddWarmUp();
        Services.AddProbes();
    }

    /// <summary>Maps the contributed gRPC services and health on a host that listens.</summary>
    public void Map(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        application.MapProbes();
        application.MapServing();
        foreach (var map in _grpcServices)
            map(application);
    }
}
