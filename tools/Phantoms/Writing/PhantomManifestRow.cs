using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>A radiograph of a manifest. Left and right are the patient's.</summary>
public sealed record PhantomManifestRow
{
    /// <summary>Relative to the manifest's folder, with '/'.</summary>
    public required string File { get; init; }

    /// <summary>Relative to the manifest's folder, with '/'.</summary>
    public required string LabelMap { get; init; }

    public required string Subject { get; init; }

    public required string Site { get; init; }

    /// <summary>0 at baseline.</summary>
    public required int Visit { get; init; }

    public required DateOnly VisitDate { get; init; }

    /// <summary>True grade, 0..4.</summary>
    public required int GradeLeft { get; init; }

    /// <summary>True grade, 0..4.</summary>
    public required int GradeRight { get; init; }

    /// <summary>The modified New York criterion by the true grades.</summary>
    public required bool Truth { get; init; }

    /// <summary>In the order of the columns.</summary>
    public required IReadOnlyList<ReaderGrades> Readings { get; init; }

    /// <summary>What the readers together say.</summary>
    public required bool ReadersStatus { get; init; }
}
