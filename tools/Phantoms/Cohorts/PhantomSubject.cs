namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>A made-up subject with all that is true of it.</summary>
public sealed record PhantomSubject
{
    /// <summary>Unique in the cohort.</summary>
    public required string Name { get; init; }

    public required string Site { get; init; }

    /// <summary>At baseline.</summary>
    public required DiseaseState State { get; init; }

    public required ClinicalVariables Clinical { get; init; }

    /// <summary>From baseline on.</summary>
    public required IReadOnlyList<PhantomVisit> Visits { get; init; }

    /// <summary>The visit at which the readers first see a planted progression; null where none was planted.</summary>
    public int? ProgressesAt { get; init; }

    /// <summary>The readers said "not radiographic" at baseline: the subject is one of those in whom progression is looked for.</summary>
    public bool IsAtRisk => !Visits[0].ReadersStatus;

    /// <summary>The readers missed at baseline what a network may see: early signs, or a criterion that is met.</summary>
    public bool HasMissedSigns => IsAtRisk && State != DiseaseState.Clear;
}
