using System.Collections.Concurrent;
using System.Threading.Channels;
using AxSpA.Cloud.Contracts.V1;
using MassTransit;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>What the consumers of one or several hosts were given, and what they do with it.</summary>
internal sealed class Heard
{
    private readonly Channel<(string Service, object Message)> _arrivals = Channel.CreateUnbounded<(string, object)>();
    private readonly Channel<object> _tries = Channel.CreateUnbounded<object>();

    /// <summary>Runs before an event counts as heard; throws where a consumer would.</summary>
    public Func<object, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    public ConcurrentDictionary<Guid, int> Times { get; } = [];

    /// <summary>The next event that a consumer was done with.</summary>
    public async Task<(string Service, object Message)> NextAsync() => await _arrivals.Reader.ReadAsync(Patience.Token);

    /// <summary>The next event that a consumer began with.</summary>
    public async Task<object> NextTryAsync() => await _tries.Reader.ReadAsync(Patience.Token);

    public async Task TakeAsync<T>(string service, ConsumeContext<T> context)
        where T : class
    {
        _tries.Writer.TryWrite(context.Message);
        await Work(context.Message, context.CancellationToken);
        if (context.Message is ClassificationRegistered registered)
            Times.AddOrUpdate(registered.AnalysisId, 1, (_, times) => times + 1);
        _arrivals.Writer.TryWrite((service, context.Message));
    }
}
