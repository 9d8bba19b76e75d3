using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting;

/// <summary>Having been given it, has opened it: what cannot be opened stops the start, not the first message that needs it.</summary>
internal sealed class OpenAtStart<T>(T opened) : IHostedService
    where T : class
{
    public T Opened { get; } = opened;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
