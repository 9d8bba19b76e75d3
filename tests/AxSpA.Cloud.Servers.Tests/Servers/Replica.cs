using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Servers.Tests.Servers;

/// <summary>A replica: a host of its own on shared servers, with a bus that nobody else is on.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly IHost _host;

    private Replica(TemporaryFolder folder, IHost host) => (_folder, _host) = (folder, host);

    public IServiceProvider Services => _host.Services;

    /// <summary>What it published, in order.</summary>
    public PublishedMessages Published => Services.GetRequiredService<PublishedMessages>();

    public static async Task<Replica> StartAsync(
        IReadOnlyDictionary<string, string?> settings, Action<Composition> add, Action<IServiceCollection>? configure = null)
    {
        var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Hosting:Folder"] = folder.Path });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddLogging();
        builder.Services.AddSingleton<PublishedMessages>();
        builder.Services.AddSingleton<IPublishObserver>(provider => provider.GetRequiredService<PublishedMessages>());
        var composition = new Composition(builder, Contracts.Services.All);
        add(composition);
        composition.Complete();
        configure?.Invoke(builder.Services);
        var host = new Replica(folder, builder.Build());
        try
        {
            await host._host.StartAsync(Patience.Token);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    public Database<TContext> Database<TContext>()
        where TContext : DbContext
        => Services.GetRequiredService<Database<TContext>>();

    public async Task<HealthStatus> HealthAsync(string check)
        => (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(registration => registration.Name == check, Patience.Token)).Status;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        _folder.Dispose();
    }
}
