namespace AxSpA.Cloud.Contracts.V1;

/// <summary>A visit of a subject was accepted.</summary>
public sealed record FollowUpReported
{
    public required string Subject { get; init; }

    public required string Cohort { get; init; }

    public required DateOnly VisitDate { get; init; }

    /// <summary>The visit's radiograph; none where none was taken.</summary>
    public string? RadiographId { get; init; }
}
