using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.Ingestion;

/// <summary>How the ledger drives analyses. Section <c>Ingestion:Ledger</c>.</summary>
public sealed record LedgerOptions
{
    public const string Section = "Ingestion:Ledger";

    /// <summary>
    /// Pause after an attempt that was lost to infrastructure. The consumer has tried for minutes by then (it backs off with the message in
    /// hand), so this need neither be long nor grow.
    /// </summary>
    public static TimeSpan InfrastructurePause => TimeSpan.FromSeconds(30);

    /// <summary>
    /// While a server is away nobody's deadline passes for that: each consumer that gives up says so, and until the next one can, a server that
    /// takes connections and never answers keeps it for half an hour.
    /// </summary>
    public static TimeSpan OutageGrace => TimeSpan.FromHours(1);

    /// <summary>Doubled this often a pause grows no more.</summary>
    private const int MostDoublings = 10;

    /// <summary>Analyses in flight at once: the one back-pressure of the system.</summary>
    [Range(1, 10_000, ErrorMessage = "Ingestion:Ledger:Window: expected 1 to 10000 analyses")]
    public int Window { get; init; } = 8;

    /// <summary>Accepted analyses that may wait; beyond it intake is busy.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Ingestion:Ledger:MaxQueued: expected 1 to 10000000 analyses")]
    public int MaxQueued { get; init; } = 100_000;

    /// <summary>Attempts before an analysis is parked. An attempt counts before it is sent.</summary>
    [Range(1, 100, ErrorMessage = "Ingestion:Ledger:MaxAttempts: expected 1 to 100 attempts")]
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Time without a new fact after which the first attempt is taken for lost; doubles at each attempt, ten times at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Ingestion:Ledger:Deadline: expected 1 second to 7 days")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Pause between a fault and the next attempt; doubles at each attempt, ten times at most.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Ingestion:Ledger:FaultPause: expected 0 to 1 day")]
    public TimeSpan FaultPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the dispatcher looks for deadlines that passed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ErrorMessage = "Ingestion:Ledger:Tick: expected 10 ms to 1 hour")]
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time until an attempt is taken for lost.</summary>
    public TimeSpan DeadlineOf(int attempt) => Deadline * Math.Pow(2, Math.Min(attempt - 1, MostDoublings));

    /// <summary>Pause after an attempt that faulted.</summary>
    public TimeSpan FaultPauseOf(int attempt) => FaultPause * Math.Pow(2, Math.Min(attempt - 1, MostDoublings));
}
