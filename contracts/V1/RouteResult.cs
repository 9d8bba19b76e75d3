namespace AxSpA.Cloud.Contracts.V1;

/// <summary>What one route of an ended analysis came to: a classification, a rejection, or (parked) as far as it got.</summary>
public sealed record RouteResult
{
    public RadiographClassified? Classified { get; init; }

    public ClassificationExplained? Explained { get; init; }

    public RadiographRejected? Rejected { get; init; }
}
