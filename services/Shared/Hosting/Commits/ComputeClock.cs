using System.Diagnostics;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>Time during which at least one stage of this process computed: what is left of an analysis' time is bus, blobs and ledger.</summary>
public sealed class ComputeClock
{
    private readonly Lock _gate = new();
    private int _running;
    private long _since;
    private TimeSpan _computed;

    /// <summary>Computing time so far, overlapping parts counted once; a part under way counts up to now.</summary>
    public TimeSpan Computed
    {
        get
        {
            lock (_gate)
                return _running > 0 ? _computed + Stopwatch.GetElapsedTime(_since) : _computed;
        }
    }

    /// <summary>Runs a computation, and returns what it gave and how long it took.</summary>
    public (T Result, TimeSpan Elapsed) Time<T>(Func<T> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        var started = Stopwatch.GetTimestamp();
        Enter(started);
        try
        {
            var result = compute();
            return (result, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            Leave();
        }
    }

    private void Enter(long now)
    {
        lock (_gate)
        {
            if (_running++ == 0)
                _since = now;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_running == 0)
                _computed += Stopwatch.GetElapsedTime(_since);
        }
    }
}
