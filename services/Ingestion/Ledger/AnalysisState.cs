namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Where an analysis stands.</summary>
public enum AnalysisState
{
    /// <summary>Accepted, or to be driven again; waits for a place in the window.</summary>
    Queued = 0,

    /// <summary>Sent; its deadline's clock runs.</summary>
    InFlight = 1,

    Completed = 2,

    Rejected = 3,

    /// <summary>Attempts exhausted.</summary>
    Parked = 4,
}
