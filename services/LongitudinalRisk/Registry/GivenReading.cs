using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A reading that a reader gives of a radiograph, without knowing whose it is or when it was taken.</summary>
public sealed record GivenReading
{
    public required string Cohort { get; init; }

    public required string RadiographId { get; init; }

    /// <summary>The reader's own code.</summary>
    public required string Reader { get; init; }

    public required ReaderRole Role { get; init; }

    public int? LeftGrade { get; init; }

    public int? RightGrade { get; init; }

    public ReaderStatus? Status { get; init; }
}
