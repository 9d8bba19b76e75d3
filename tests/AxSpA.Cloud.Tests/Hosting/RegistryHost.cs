using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Tests.Hosting;

/// <summary>A host that owns one real database with its outbox, and listens to nothing.</summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RegistryHost(IHost host) => _host = host;

    public PublishedEvents Published => _host.Services.GetRequiredService<PublishedEvents>();

    public Database<RegistryContext> Database => _host.Services.GetRequiredService<Database<RegistryContext>>();

    public IDbContextFactory<RegistryContext> Contexts => _host.Services.GetRequiredService<IDbContextFactory<RegistryContext>>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RegistryHost> StartAsync(TemporaryFolder folder, TimeProvider? time = null, int failures = 0)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Hosting:Folder"] = folder.Path });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        var published = new PublishedEvents(failures);
        builder.Services.AddSingleton(published);
        builder.Services.AddSingleton<IPublishObserver>(published);
        builder.Services.AddSingleton<CommitSignal>();
        builder.Services.AddSingleton<IInterceptor>(provider => provider.GetRequiredService<CommitSignal>());
        new Composition(builder, Services.All).Owns<RegistryContext>(Services.LongitudinalRisk).Complete();
        var host = new RegistryHost(builder.Build());
        await host._host.StartAsync(Cancellation);
        return host;
    }

    public static ClassificationRegistered Event(int number)
        => new() { AnalysisId = Guid.Empty, RadiographId = $"radiograph-{number}", Route = ClassificationRoute.Standard };

    /// <summary>Publishes through the outbox.</summary>
    public Task PublishAsync(int number) => Database.WriteAsync(
        registry =>
        {
            registry.Publish(Event(number));
            return Task.CompletedTask;
        },
        Cancellation);

    /// <summary>Completes when the outbox holds nothing any more.</summary>
    public async Task EmptiedAsync()
    {
        var commits = _host.Services.GetRequiredService<CommitSignal>();
        while (await Database.ReadAsync(registry => registry.Set<OutboxMessage>().AnyAsync(Cancellation), Cancellation))
            await commits.NextAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
