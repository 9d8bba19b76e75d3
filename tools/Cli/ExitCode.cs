using AxSpA.Cloud.Cli.Analysis;

namespace AxSpA.Cloud.Cli;

/// <summary>What axspa tells the shell. Scripts branch on these numbers; they don't change.</summary>
internal static class ExitCode
{
    /// <summary>Every file completed.</summary>
    public const int Completed = 0;

    /// <summary>Some files were rejected, refused, or left before their end was seen; records were stored in part; or a model failed verification.</summary>
    public const int NotAllCompleted = 1;

    /// <summary>Nothing was done: a wrong argument, an unusable model folder, a work folder in use.</summary>
    public const int Usage = 2;

    /// <summary>Some analyses are parked and wait for <c>axspa replay</c>; it outranks <see cref="NotAllCompleted"/>.</summary>
    public const int Parked = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM, as shells count a process ended by SIGINT.</summary>
    public const int Interrupted = 130;

    public static IReadOnlyList<string> Explanations { get; } =
    [
        $"{Completed,3}  every file completed",
        $"{NotAllCompleted,3}  some files were rejected (no sacroiliac joint found, say) or refused (unreadable, say), or the system went away before all was done",
        $"{Usage,3}  wrong usage, an unusable model folder, or a work folder in use: nothing was done",
        $"{Parked,3}  some analyses are parked: see axspa parked, axspa replay",
        $"{Interrupted,3}  interrupted; the same command goes on where it stopped",
    ];

    public static int Of(IReadOnlyCollection<AnalysisReport> reports)
    {
        if (reports.Any(report => report.Outcome == FileOutcome.Parked))
            return Parked;
        return reports.All(report => report is { Outcome: FileOutcome.Completed, Reason: null }) ? Completed : NotAllCompleted;
    }
}
