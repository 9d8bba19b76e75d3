using Grpc.Core;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>
/// How long a run bears a server that is away: a call is repeated, ever more slowly, until it has failed for that long without an answer, or the calls of the
/// run together have. The second keeps a run of many files from waiting for each of them anew. A silence in which nothing failed counts for nothing.
/// </summary>
internal sealed class Patience(TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>A fault that comes back so often is the server's own.</summary>
    private const int FaultsBorne = 3;

    private readonly Lock _gate = new();

    /// <summary>When the first call failed since one was answered; null where none did.</summary>
    private long? _failingSince;

    public TimeSpan Limit => limit;

    /// <summary>Some call of the run was answered just now.</summary>
    public void Answered()
    {
        lock (_gate)
            _failingSince = null;
    }

    /// <summary>Makes the call until it is answered.</summary>
    /// <exception cref="RpcException">The answer was no, or patience ran out.</exception>
    public async Task<T> KeepTryingAsync<T>(Func<Attempt, Task<T>> call, CancellationToken cancellation)
    {
        // Failures since this call's last answer, and when the first of them was.
        var inARow = 0;
        long? failing = null;
        for (var failures = 0; ; failures++)
        {
            var attempt = new Attempt(this, failures, time);
            try
            {
                var answer = await call(attempt);
                Answered();
                return answer;
            }
            catch (RpcException failure) when (!cancellation.IsCancellationRequested && (failure.IsAway() || (failure.MayBeAway() && (attempt.WasWell || inARow < FaultsBorne))))
            {
                if (attempt.WasWell)
                {
                    (inARow, failing) = (0, null);
                    Answered();
                }

                failing ??= time.GetTimestamp();
                if (HasLasted(failing.Value) || HasLasted(RunFailingSince()))
                    throw;
            }
            catch (RpcException) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }

            await Task.Delay(PauseAfter(inARow++), time, cancellation);
        }
    }

    /// <summary>200 ms, doubling, at most 5 s.</summary>
    public static TimeSpan PauseAfter(int failures)
        => failures < 8 ? TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << failures, LongestPause.Ticks)) : LongestPause;

    private long RunFailingSince()
    {
        lock (_gate)
            return _failingSince ??= time.GetTimestamp();
    }

    private bool HasLasted(long since) => time.GetElapsedTime(since) >= limit;
}
