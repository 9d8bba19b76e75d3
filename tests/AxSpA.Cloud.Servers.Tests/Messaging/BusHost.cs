using System.Reflection;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Route = AxSpA.Cloud.Contracts.Route;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>A service's host as far as the bus goes: its queues, with consumers that only tell what they heard.</summary>
internal sealed class BusHost : IAsyncDisposable
{
    private static readonly MethodInfo ConsumesOne = typeof(BusHost).GetMethod(nameof(Consumes), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly TemporaryFolder _folder;
    private readonly IHost _host;

    private BusHost(TemporaryFolder folder, IHost host) => (_folder, _host) = (folder, host);

    public EventPublisher Events => _host.Services.GetRequiredService<EventPublisher>();

    public StartRefusal Refusal => _host.Services.GetRequiredService<StartRefusal>();

    public BusHealthStatus Health => _host.Services.GetRequiredService<IBusControl>().CheckHealth().Status;

    /// <param name="settings">The broker's.</param>
    /// <param name="service">Whose queues; those of no service are none.</param>
    public static Task<BusHost> StartAsync(IReadOnlyDictionary<string, string?> settings, string service, Heard? heard = null, params (string Key, string Value)[] overrides)
        => StartAsync(settings, service, configure: null, heard, overrides);

    /// <param name="configure">Changes what was registered.</param>
    public static async Task<BusHost> StartAsync(
        IReadOnlyDictionary<string, string?> settings, string service, Action<IServiceCollection>? configure, Heard? heard, params (string Key, string Value)[] overrides)
    {
        var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Hosting:Folder"] = folder.Path });
        builder.Configuration.AddInMemoryCollection(overrides.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.Services.AddSingleton(heard ?? new Heard());
        builder.Services.AddSingleton(service);
        var composition = new Composition(builder, service);
        if (heard is not null)
            Listen(composition, service);
        composition.Complete();
        configure?.Invoke(builder.Services);
        var host = new BusHost(folder, builder.Build());
        try
        {
            await host._host.StartAsync(Patience.Token);
            return host;
        }
        catch
        {
            // There is nothing to stop.
            await host.ReleaseAsync();
            throw;
        }
    }

    public async Task PublishAsync<TEvent>(TEvent message)
        where TEvent : class
        => await PublishAsync(message, typeof(TEvent));

    public async Task PublishAsync(object message, Type type)
    {
        await Events.ReadyAsync(Patience.Token);
        await Events.PublishAsync(message, type, Patience.Token);
    }

    public static ClassificationRegistered Registered(Guid? id = null)
        => new() { AnalysisId = id ?? Guid.NewGuid(), RadiographId = "radiograph", Route = ClassificationRoute.Standard };

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    /// <summary>Completes when the host has been told to stop.</summary>
    public Task StoppingAsync()
    {
        var stopping = new TaskCompletionSource();
        _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        return stopping.Task.WaitAsync(Patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ReleaseAsync();
    }

    private async Task ReleaseAsync()
    {
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        _folder.Dispose();
    }

    private static void Listen(Composition composition, string service)
    {
        foreach (var (step, consumer) in Route.Steps.SelectMany(step => step.Consumers.Select(consumer => (step, consumer))).Where(pair => pair.consumer.Service == service))
            ConsumesOne.MakeGenericMethod(step.Event).Invoke(null, [composition, consumer]);
        if (Route.Faults.Service == service)
            composition.ConsumesFaults<TakeFault>(service);
    }

    private static void Consumes<TEvent>(Composition composition, RouteConsumer consumer)
        where TEvent : class
        => composition.Consumes<Hears<TEvent>, TEvent>(consumer.Service, consumer.Consumer);
}
