namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A subject's clinical variables at baseline (paper, table 1). One a (cohort, subject). Null is "not collected", which is not "no".</summary>
public sealed record CharacteristicsRecord : SubjectRecord
{
    public Sex? Sex { get; init; }

    public double? AgeYears { get; init; }

    public double? SymptomDurationYears { get; init; }

    public bool? HlaB27 { get; init; }

    public bool? FamilyHistory { get; init; }

    public bool? Arthritis { get; init; }

    public bool? Enthesitis { get; init; }

    public bool? Dactylitis { get; init; }

    public bool? Uveitis { get; init; }

    public bool? Psoriasis { get; init; }

    public bool? InflammatoryBowelDisease { get; init; }

    public double? CrpMgPerL { get; init; }

    public bool? ElevatedCrp { get; init; }

    public double? AsdasCrp { get; init; }

    public double? Basdai { get; init; }

    public double? Basfi { get; init; }

    public bool? Nsaids { get; init; }

    public bool? SystemicSteroids { get; init; }

    public bool? CsDmards { get; init; }

    public bool? TnfInhibitor { get; init; }

    public override string Key => RecordKey.Characteristics(Cohort, Subject);
}
