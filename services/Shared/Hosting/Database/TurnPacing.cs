namespace AxSpA.Cloud.Hosting.Database;

/// <summary>
/// Lets a loop that does what has come up, turn after turn, do it in larger turns under load: each turn is a transaction of several round trips, whether it
/// is about one radiograph or about ten. Who sends one radiograph after the other never waits for it. For one loop.
/// </summary>
/// <remarks>It measures what was done and not how often: the turns that one analysis alone takes follow each other closely, and a limit on turns would hold it up.</remarks>
public sealed class TurnPacing
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly bool _enabled;
    private readonly int _busy;
    private readonly TimeProvider _time;
    private long _since;
    private int _done;
    private bool _pausing;

    /// <param name="enabled">Whether turns are dear: a file's are not.</param>
    /// <param name="busy">Pieces of work a second from which on there is load.</param>
    /// <param name="time">The machine's, whatever time the loop is told.</param>
    internal TurnPacing(bool enabled, int busy, TimeProvider time) => (_enabled, _busy, _time, _since) = (enabled, busy, time, time.GetTimestamp());

    /// <summary>Called after each turn: completes when the next may begin.</summary>
    /// <param name="pieces">What the turn has done.</param>
    public Task AfterAsync(int pieces, CancellationToken cancellation)
    {
        if (!_enabled)
            return Task.CompletedTask;
        _done += pieces;
        var elapsed = _time.GetElapsedTime(_since);
        if (elapsed >= Measured)
        {
            _pausing = _done >= _busy * elapsed.TotalSeconds;
            (_since, _done) = (_time.GetTimestamp(), 0);
        }

        // Who found nothing waits to be woken, and is not to be late then.
        return _pausing && pieces > 0 ? Task.Delay(Pause, _time, cancellation) : Task.CompletedTask;
    }
}
