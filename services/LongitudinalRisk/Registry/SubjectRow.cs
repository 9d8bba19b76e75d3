namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What a subject's records come to, kept beside them: derived within the transaction that changes them, and always what deriving it again would give.</summary>
public sealed class SubjectRow
{
    public required string Cohort { get; init; }

    public required string Subject { get; init; }

    /// <summary><see cref="Cohorts.SubjectState"/> as <see cref="Cohorts.StateBytes"/> writes it.</summary>
    public required byte[] State { get; set; }
}
