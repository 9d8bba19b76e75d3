using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion.Ledger;

namespace AxSpA.Cloud.Ingestion;

/// <summary>An analysis as the ledger knows it now.</summary>
public sealed record AnalysisResult
{
    public required AnalysisState State { get; init; }

    /// <summary>The facts there are, in the form of the event that ends an analysis; its outcome counts once <see cref="Ended"/>.</summary>
    public required AnalysisEnded Facts { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Equal pixels had been through an equal plan before: no inference was run for it.</summary>
    public required bool RepeatsEarlier { get; init; }

    /// <summary>Time that reading the file took when it was accepted.</summary>
    public required double DecodeMilliseconds { get; init; }

    public required BlobReference Image { get; init; }

    public bool Ended => State is AnalysisState.Completed or AnalysisState.Rejected or AnalysisState.Parked;
}
