using System.Threading.Channels;
using MassTransit;

namespace AxSpA.Cloud.Servers.Tests.Servers;

/// <summary>What went out on a host's bus, faults too.</summary>
internal sealed class PublishedMessages : IPublishObserver
{
    private readonly Channel<object> _published = Channel.CreateUnbounded<object>();

    /// <summary>The next that went out.</summary>
    public ChannelReader<object> Reader => _published.Reader;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
        => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        _published.Writer.TryWrite(context.Message);
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
        => Task.CompletedTask;
}
