namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Room on the work folder's disk. A database that cannot write can't even say so, hence intake stops while there is still some.</summary>
internal sealed class FreeSpace(WorkFolder folder, TimeProvider time)
{
    /// <summary>Below it no further radiograph is accepted.</summary>
    public const long FloorBytes = 32L << 20;

    /// <summary>Below it the ledger cannot record that a stage failed, and an analysis would be waited for in vain.</summary>
    private const long ExhaustedBytes = 256L << 10;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public long Bytes => new DriveInfo(Path.GetFullPath(folder.Path)).AvailableFreeSpace;

    /// <summary>Runs until the disk is found exhausted twice in a row: a blob that fails to fit is removed in between.</summary>
    /// <exception cref="FailedRunException">The disk is exhausted.</exception>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        using var interval = new PeriodicTimer(Interval, time);
        for (var exhausted = 0; exhausted < 2;)
        {
            await interval.WaitForNextTickAsync(cancellation);
            exhausted = Bytes < ExhaustedBytes ? exhausted + 1 : 0;
        }

        throw new FailedRunException($"expected room on the disk of {folder.Path}, found it full; free at least {FloorBytes >> 20} MiB and give the same command again");
    }
}
