using System.Collections.Concurrent;
using System.Threading.Channels;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>What the stand-in holds, and how it behaves.</summary>
internal sealed class StandInState
{
    private readonly Channel<PublishedEvent> _published = Channel.CreateUnbounded<PublishedEvent>();
    private readonly Channel<bool> _turnedAway = Channel.CreateUnbounded<bool>();

    private volatile bool _away;

    /// <summary>The token it asks for.</summary>
    public string? Token { get; init; }

    /// <summary>Secrets by store.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Stores { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>How many more events it takes and then forgets to say so.</summary>
    public int Forgetful { get; set; }

    /// <summary>Every event it took, repetitions too.</summary>
    public ConcurrentQueue<PublishedEvent> All { get; } = [];

    /// <summary>While away it takes nothing, as a runtime whose broker is gone.</summary>
    public void GoAway() => _away = true;

    public void ComeBack() => _away = false;

    public void Take(PublishedEvent published)
    {
        if (_away)
        {
            _turnedAway.Writer.TryWrite(true);
            throw new RpcException(new Status(StatusCode.Unavailable, "the broker is away"));
        }

        All.Enqueue(published);
        _published.Writer.TryWrite(published);
        if (Forgetful-- > 0)
            throw new RpcException(new Status(StatusCode.Unavailable, "the connection was lost behind the event"));
    }

    /// <summary>Completes when an event was turned away.</summary>
    public async Task TurnedAwayAsync() => await _turnedAway.Reader.ReadAsync(Patience.Token);

    /// <summary>Every event from here to the first of a type, that one too.</summary>
    public async Task<IReadOnlyList<PublishedEvent>> UntilAsync(string type)
    {
        var events = new List<PublishedEvent>();
        do
        {
            events.Add(await _published.Reader.ReadAsync(Patience.Token));
        }
        while (events[^1].Type != type);
        return events;
    }

    /// <summary>Whether an event waits that no test has looked at.</summary>
    public bool More => _published.Reader.TryPeek(out _);
}
