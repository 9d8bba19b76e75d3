using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Cli;

/// <summary>
/// What becomes of Ctrl-C and SIGTERM while an action runs: they cancel it, from before it begins. System.CommandLine's own handler is not used: where a signal
/// comes before the action has returned its task, that handler ends the process with 143 under the action's hands.
/// </summary>
internal static class OrderlyStop
{
    /// <summary>As shells count a process that the signal ended.</summary>
    private const int Interrupted = 130, Terminated = 143;

    /// <summary>
    /// Longer than a host drains, so that what is in flight is given back without costing it an attempt, longer than a cluster's services and then its servers
    /// take, and than an epoch's state takes to be written.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Runs an action on a thread of its own, so that one that never waits is told as well.</summary>
    /// <returns>The action's exit code; the signal's where the action has not ended 90 s after it. A second signal changes nothing: <c>timeout</c>, say, sends two.</returns>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> action)
    {
        var told = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Tell(signal, Interrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Tell(signal, Terminated));
        using var stop = new CancellationTokenSource();
        var ended = Task.Run(() => action(stop.Token), CancellationToken.None);
        if (await Task.WhenAny(ended, told.Task) == ended)
            return await ended;
        var inOrder = Task.WhenAll(ended, stop.CancelAsync());
        return await Task.WhenAny(inOrder, Task.Delay(Limit, CancellationToken.None)) == inOrder ? await ended : await told.Task;

        void Tell(PosixSignalContext signal, int code)
        {
            signal.Cancel = true;
            told.TrySetResult(code);
        }
    }
}
