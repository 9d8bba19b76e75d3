using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A radiograph of a cohort: which it is, and what is true of it.</summary>
public sealed record PhantomCase
{
    /// <summary>Of the file in its cohort.</summary>
    public required string File { get; init; }

    public required string Site { get; init; }

    public required string Subject { get; init; }

    /// <summary>True grade of the patient's left joint.</summary>
    public required int GradeLeft { get; init; }

    /// <summary>True grade of the patient's right joint.</summary>
    public required int GradeRight { get; init; }

    /// <summary>What each simulated reader says, in the order of the manifest.</summary>
    public required IReadOnlyList<ReaderGrades> Readers { get; init; }

    /// <summary>Definite radiographic sacroiliitis by the true grades.</summary>
    public bool Truth => ModifiedNewYorkCriterion.IsMetBy(GradeLeft, GradeRight);

    public DiseaseSide Side => (Truth, GradeLeft, GradeRight) switch
    {
        (false, _, _) => DiseaseSide.Negative,
        (_, >= 2, >= 2) => DiseaseSide.Bilateral,
        _ => GradeLeft > GradeRight ? DiseaseSide.Left : DiseaseSide.Right,
    };
}
