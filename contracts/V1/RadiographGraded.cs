namespace AxSpA.Cloud.Contracts.V1;

/// <summary>A reader's modified New York grades (0..4 per joint) were accepted, and what the cohort's rule makes of all readings.</summary>
public sealed record RadiographGraded
{
    public required string RadiographId { get; init; }

    /// <summary>Pseudonym of the reader.</summary>
    public required string Reader { get; init; }

    /// <summary>Grade of the patient's left joint, 0..4; none where the reader gave a status alone.</summary>
    public int? LeftGrade { get; init; }

    public int? RightGrade { get; init; }

    public required ReaderStatus AdjudicatedStatus { get; init; }
}
