using MassTransit;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>A publish that ends: confirmed, or with an error that names the event. MassTransit itself would wait for an absent broker for ever.</summary>
internal sealed class ConfirmedPublish(TimeSpan limit)
{
    /// <exception cref="PublishTimeoutException">The broker did not confirm in time.</exception>
    /// <exception cref="UnreceivedEventException">No queue took the event.</exception>
    public async Task RunAsync(Type published, Func<CancellationToken, Task> publish, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            await publish(patience.Token).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new PublishTimeoutException(published, limit);
        }
        catch (MessageReturnedException returned)
        {
            throw new UnreceivedEventException(published, returned);
        }
    }
}
