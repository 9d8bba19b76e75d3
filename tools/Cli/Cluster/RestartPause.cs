namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>How long a replica that ended waits before it is started again, as Kubernetes' crash-loop back-off does.</summary>
internal static class RestartPause
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>A replica that was ready for so long has shown that it can run: its next end counts as the first.</summary>
    public static readonly TimeSpan Forgiven = TimeSpan.FromSeconds(30);

    /// <param name="ends">Ends in a row, the last one included; 1 or more.</param>
    public static TimeSpan After(int ends)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ends, 1);
        return ends > 6 ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << (ends - 1), Longest.Ticks));
    }

    /// <summary>Ends in a row, one more having happened.</summary>
    /// <param name="before">Ends in a row before it.</param>
    /// <param name="ready">How long the replica had been ready; null where it never was.</param>
    public static int Count(int before, TimeSpan? ready) => ready >= Forgiven ? 1 : before + 1;
}
