namespace AxSpA.Cloud.Cli;

/// <summary>What the exit codes of one command mean, for its help.</summary>
internal sealed record ExitMeanings
{
    public const string ParkedWait = "some analyses are parked: see axspa parked, axspa replay";

    /// <summary>Of a command that goes on where it was interrupted.</summary>
    public const string GoesOn = "interrupted; the same command goes on where it stopped";

    /// <summary>Of all commands together.</summary>
    public static ExitMeanings Overall { get; } = new()
    {
        Completed = "all was done, and nothing is wrong",
        NotAllCompleted = "some files were rejected or refused, a check found something wrong, the system did not answer, or something failed while it ran",
        Parked = ParkedWait,
        Interrupted = "interrupted (Ctrl-C, SIGTERM); 'up' and 'cluster up' end so with 0",
    };

    public string Completed { get; init; } = "done";

    public string NotAllCompleted { get; init; } = "something failed while it ran";

    public string Usage { get; init; } = "wrong usage, or refused before anything was done";

    /// <summary>Null where a command never ends so; and likewise below.</summary>
    public string? Parked { get; init; }

    public string? Interrupted { get; init; } = "interrupted";

    /// <summary>A line a code that the command may end with.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. new (int Code, string? Words)[]
            {
                (ExitCode.Completed, Completed), (ExitCode.NotAllCompleted, NotAllCompleted), (ExitCode.Usage, Usage), (ExitCode.Parked, Parked), (ExitCode.Interrupted, Interrupted),
            }
            .Where(meaning => meaning.Words is not null)
            .Select(meaning => $"{meaning.Code,3}  {meaning.Words}"),
    ];
}
