namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>One call on demand computes at a time in a process, in the order of arrival, so that calls never take more than every other turn from the queue.</summary>
public sealed class OnDemandTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn and runs <paramref name="work"/>; a caller whose deadline passes meanwhile leaves the line.</summary>
    public async Task<T> TakeAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _turn.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
