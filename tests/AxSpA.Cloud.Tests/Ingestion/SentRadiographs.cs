using System.Collections.Concurrent;
using System.Threading.Channels;
using AxSpA.Cloud.Contracts.V1;
using MassTransit;

namespace AxSpA.Cloud.Tests.Ingestion;

/// <summary>Hears what the dispatcher sends, in the place of the stages.</summary>
internal sealed class SentRadiographs : IPublishObserver
{
    private readonly Channel<RadiographReceived> _sent = Channel.CreateUnbounded<RadiographReceived>();
    private readonly ConcurrentQueue<RadiographReceived> _all = [];

    public IReadOnlyCollection<RadiographReceived> All => _all;

    public async Task<RadiographReceived> NextAsync() => await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
        => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        if (context.Message is RadiographReceived received)
        {
            _all.Enqueue(received);
            _sent.Writer.TryWrite(received);
        }

        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
        => Task.CompletedTask;
}
