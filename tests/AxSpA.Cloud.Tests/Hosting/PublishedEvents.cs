using System.Threading.Channels;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;

namespace AxSpA.Cloud.Tests.Hosting;

/// <summary>What went out on the bus, in order; the first so many tries fail.</summary>
internal sealed class PublishedEvents(int failures) : IPublishObserver
{
    private readonly Channel<string> _published = Channel.CreateUnbounded<string>();
    private int _tries;

    /// <summary>Radiograph of the next event.</summary>
    public async Task<string> NextAsync() => await _published.Reader.ReadAsync(Patience.Token);

    /// <summary>Whether anything went out that was not asked for.</summary>
    public bool More => _published.Reader.TryPeek(out _);

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
        => Interlocked.Increment(ref _tries) <= failures ? Task.FromException(new IOException("the broker is away")) : Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        if (context.Message is ClassificationRegistered registered)
            _published.Writer.TryWrite(registered.RadiographId);
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
        => Task.CompletedTask;
}
