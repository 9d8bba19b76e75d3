using Grpc.Core;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>
/// How long a run bears a server that is away: a call is repeated, ever more slowly, until it has failed for that long or no call of the run was answered
/// for that long. The second keeps a run of many files from waiting for each of them anew.
/// </summary>
internal sealed class Patience(TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>A fault that comes back so often is the server's own.</summary>
    private const int FaultsBorne = 3;

    private long _answered = time.GetTimestamp();

    public TimeSpan Limit => limit;

    /// <summary>Some call of the run was answered just now.</summary>
    public void Answered() => Interlocked.Exchange(ref _answered, time.GetTimestamp());

    /// <summary>Makes the call until it is answered.</summary>
    /// <param name="call">Told how often it failed before.</param>
    /// <exception cref="RpcException">The answer was no, or patience ran out.</exception>
    public async Task<T> KeepTryingAsync<T>(Func<int, Task<T>> call, CancellationToken cancellation)
    {
        long? failing = null;
        for (var failures = 0; ; failures++)
        {
            try
            {
                var answer = await call(failures);
                Answered();
                return answer;
            }
            catch (RpcException failure) when (!cancellation.IsCancellationRequested && (failure.IsAway() || (failure.MayBeAway() && failures < FaultsBorne)))
            {
                failing ??= time.GetTimestamp();
                if (HasLasted(failing.Value) || HasLasted(Interlocked.Read(ref _answered)))
                    throw;
            }
            catch (RpcException) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }

            await Task.Delay(PauseAfter(failures), time, cancellation);
        }
    }

    /// <summary>200 ms, doubling, at most 5 s.</summary>
    public static TimeSpan PauseAfter(int failures)
        => failures < 8 ? TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << failures, LongestPause.Ticks)) : LongestPause;

    private bool HasLasted(long since) => time.GetElapsedTime(since) >= limit;
}
