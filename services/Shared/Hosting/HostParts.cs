using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting;

/// <summary>What runs in the background of a host. Where one part fails the host logs it and ends, and says nothing of it to whoever waits for the end.</summary>
/// <param name="services">The host's, while it runs: it disposes of them when it ends.</param>
public sealed class HostParts(IServiceProvider services)
{
    private readonly List<BackgroundService> _parts = [.. services.GetServices<IHostedService>().OfType<BackgroundService>()];

    /// <summary>Whether one has failed.</summary>
    public bool Failed => Failure is not null;

    /// <summary>What the first of them failed of; null where none has.</summary>
    public Exception? Failure => _parts.Select(part => part.ExecuteTask?.Exception?.InnerException).FirstOrDefault(failure => failure is not null);
}
