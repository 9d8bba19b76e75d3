using System.Threading.Channels;

namespace AxSpA.Cloud.Hosting.Outbox;

/// <summary>Wakes a database's outbox after a transaction that publishes.</summary>
public sealed class OutboxSignal<TContext>
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _signal.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellation) => await _signal.Reader.ReadAsync(cancellation);
}
