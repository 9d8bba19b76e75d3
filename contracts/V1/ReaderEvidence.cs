namespace AxSpA.Cloud.Contracts.V1;

/// <summary>One reader's word on a radiograph, as evidence beside an adjudicated status.</summary>
public sealed record ReaderEvidence
{
    /// <summary>Pseudonym of the reader.</summary>
    public required string Reader { get; init; }

    /// <summary>Grade of the patient's left joint, 0..4; none where the reader gave a status alone.</summary>
    public int? LeftGrade { get; init; }

    public int? RightGrade { get; init; }

    public required ReaderStatus Status { get; init; }
}
