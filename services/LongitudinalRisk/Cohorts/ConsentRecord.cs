namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A subject's consent to be in the cohort, assumed until one of these says otherwise. One a (cohort, subject).</summary>
public sealed record ConsentRecord : SubjectRecord
{
    public required bool Given { get; init; }

    public override string Key => RecordKey.Consent(Cohort, Subject);
}
