using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>An analysis that ends.</summary>
/// <param name="TraceParent">The trace of what ended it; that of its acceptance, where none is given.</param>
internal sealed record Ending(AnalysisRow Analysis, AnalysisOutcome Outcome, string? TraceParent)
{
    /// <summary>What the analysis will be.</summary>
    public AnalysisState State => Outcome switch
    {
        AnalysisOutcome.Completed => AnalysisState.Completed,
        AnalysisOutcome.Rejected => AnalysisState.Rejected,
        _ => AnalysisState.Parked,
    };
}
