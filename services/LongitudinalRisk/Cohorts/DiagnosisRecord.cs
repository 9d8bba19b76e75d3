namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A subject's diagnosis. One a (cohort, subject).</summary>
public sealed record DiagnosisRecord : SubjectRecord
{
    public required Diagnosis Diagnosis { get; init; }

    public override string Key => RecordKey.Diagnosis(Cohort, Subject);
}
