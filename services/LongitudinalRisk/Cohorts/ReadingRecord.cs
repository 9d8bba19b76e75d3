using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>What one reader saw on a visit's radiograph: grades per joint, or a status alone. One a (cohort, subject, visit, reader).</summary>
public sealed record ReadingRecord : SubjectRecord
{
    public required string Visit { get; init; }

    /// <summary>Pseudonym or code of the reader.</summary>
    public required string Reader { get; init; }

    public required ReaderRole Role { get; init; }

    /// <summary>Whether the reader knew neither another's reading nor a model's.</summary>
    public required bool Blinded { get; init; }

    /// <summary>Modified New York grade of the patient's left joint, 0..4.</summary>
    public int? LeftGrade { get; init; }

    /// <summary>Modified New York grade of the patient's right joint, 0..4.</summary>
    public int? RightGrade { get; init; }

    /// <summary>The reader's word where no grades were given.</summary>
    public ReaderStatus? StatedStatus { get; init; }

    public override string Key => RecordKey.Reading(Cohort, Subject, Visit, Reader);
}
