using System.Threading.Channels;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>Wakes the delivery when something is owed.</summary>
internal sealed class DeliverySignal
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _signal.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellation) => await _signal.Reader.ReadAsync(cancellation);
}
