using System.Text.Json.Serialization;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>All that follows from a subject's records; by <see cref="SubjectReducer"/>.</summary>
public sealed record SubjectState
{
    /// <summary>Pseudonym.</summary>
    public required string Subject { get; init; }

    /// <summary>Nothing else is kept in the state of a subject who withdrew consent.</summary>
    public bool ConsentWithdrawn { get; init; }

    /// <summary>By date, then by name.</summary>
    public required IReadOnlyList<VisitState> Visits { get; init; }

    /// <summary>Name of the baseline visit.</summary>
    public string? BaselineVisit { get; init; }

    /// <summary>Name of the follow-up that decides the outcome: of those in the window and decided by the readers the one nearest to its middle; where none is decided, the nearest.</summary>
    public string? FollowUpVisit { get; init; }

    public Diagnosis? Diagnosis { get; init; }

    public CharacteristicsRecord? Characteristics { get; init; }

    /// <summary>One a model version at most.</summary>
    public required IReadOnlyList<RiskFlag> Flags { get; init; }

    public required ProgressionOutcome Outcome { get; init; }

    /// <summary>Non-radiographic at baseline: the last visit so seen before the first radiographic one. With <see cref="FirstSeenRadiographic"/> the interval in which it changed.</summary>
    public DateOnly? LastSeenNonRadiographic { get; init; }

    /// <summary>Non-radiographic at baseline: the first later visit seen radiographic, within the window or not.</summary>
    public DateOnly? FirstSeenRadiographic { get; init; }

    /// <summary>Seen non-radiographic again after <see cref="FirstSeenRadiographic"/>: readers differ from visit to visit.</summary>
    public bool Reverted { get; init; }

    /// <summary>Keys of records about which the sender said two things and not which holds.</summary>
    public required IReadOnlyList<string> Conflicts { get; init; }

    [JsonIgnore]
    public VisitState? Baseline => Named(BaselineVisit);

    [JsonIgnore]
    public VisitState? FollowUp => Named(FollowUpVisit);

    /// <summary>Where the baseline was taken.</summary>
    [JsonIgnore]
    public string? Site => (Baseline ?? (Visits.Count == 0 ? null : Visits[0]))?.Site;

    [JsonIgnore]
    public ReaderStatus BaselineStatus => Baseline?.Status ?? ReaderStatus.Unresolved;

    /// <summary>Whether any visit after baseline is known.</summary>
    [JsonIgnore]
    public bool FollowedAtAll => Baseline is { } baseline && Visits.Any(visit => visit.Date > baseline.Date);

    /// <summary>The model version's word on the baseline radiograph.</summary>
    public Classification? AtBaseline(ModelVersion model) => Baseline?.Classifications.FirstOrDefault(classification => classification.Model == model);

    /// <summary>Whether the follow-up that decides the outcome is radiographic; null while there is none that the readers decide, which a later visit or correction may change.</summary>
    [JsonIgnore]
    public bool? RadiographicAtFollowUp => Outcome switch { ProgressionOutcome.Progressed => true, ProgressionOutcome.NotProgressed => false, _ => null };

    public bool FlaggedBy(ModelVersion model) => Flags.Any(flag => flag.Model == model);

    private VisitState? Named(string? name) => name is null ? null : Visits.FirstOrDefault(visit => visit.Visit == name);
}
