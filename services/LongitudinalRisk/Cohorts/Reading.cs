using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A reading in force.</summary>
public sealed record Reading
{
    public required string Reader { get; init; }

    public required ReaderRole Role { get; init; }

    public required bool Blinded { get; init; }

    public int? LeftGrade { get; init; }

    public int? RightGrade { get; init; }

    /// <summary>By the modified New York criterion where there are grades, else the reader's word. Unresolved abstains.</summary>
    public required ReaderStatus Status { get; init; }

    /// <summary>The same reader sent two readings with one revision and one time: neither counts until a correction says which holds.</summary>
    public bool Conflicting { get; init; }

    internal static Reading Of(ReadingRecord record, bool conflicting) => new()
    {
        Reader = record.Reader,
        Role = record.Role,
        Blinded = record.Blinded,
        LeftGrade = record.LeftGrade,
        RightGrade = record.RightGrade,
        Status = conflicting ? ReaderStatus.Unresolved : StatusOf(record),
        Conflicting = conflicting,
    };

    private static ReaderStatus StatusOf(ReadingRecord record)
        => record.LeftGrade is null && record.RightGrade is null
            ? record.StatedStatus ?? ReaderStatus.Unresolved
            : ModifiedNewYork.StatusOf(record.LeftGrade, record.RightGrade);
}
