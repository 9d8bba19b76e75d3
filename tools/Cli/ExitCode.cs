using AxSpA.Cloud.Cli.Analysis;

namespace AxSpA.Cloud.Cli;

/// <summary>What axspa tells the shell. Scripts branch on these numbers; they don't change. <see cref="ExitMeanings"/> says what they mean of each command.</summary>
internal static class ExitCode
{
    /// <summary>Every file completed; nothing is wrong.</summary>
    public const int Completed = 0;

    /// <summary>Not all that was asked for: some files were rejected, a check found something wrong, the system went away, or something failed while it ran.</summary>
    public const int NotAllCompleted = 1;

    /// <summary>Refused before anything was done: a wrong argument, an unusable model folder, a work folder in use.</summary>
    public const int Usage = 2;

    /// <summary>Some analyses are parked and wait for <c>axspa replay</c>; it outranks <see cref="NotAllCompleted"/>.</summary>
    public const int Parked = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM, as shells count a process ended by SIGINT.</summary>
    public const int Interrupted = 130;

    public static int Of(IReadOnlyCollection<AnalysisReport> reports)
    {
        if (reports.Any(report => report.Outcome == FileOutcome.Parked))
            return Parked;
        return reports.All(report => report is { Outcome: FileOutcome.Completed, Reason: null }) ? Completed : NotAllCompleted;
    }
}
