namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A record was sent in error: what has this key counts no longer, unless a later record of the key says it again.</summary>
public sealed record WithdrawalRecord : SubjectRecord
{
    /// <summary>What is withdrawn.</summary>
    public required WithdrawnRecord Withdraws { get; init; }

    /// <summary>The visit; where a visit or a reading is withdrawn.</summary>
    public string? Visit { get; init; }

    /// <summary>The reader; where a reading is withdrawn.</summary>
    public string? Reader { get; init; }

    public override string Key => Withdraws switch
    {
        WithdrawnRecord.Visit => RecordKey.Visit(Cohort, Subject, Visit ?? ""),
        WithdrawnRecord.Reading => RecordKey.Reading(Cohort, Subject, Visit ?? "", Reader ?? ""),
        WithdrawnRecord.Diagnosis => RecordKey.Diagnosis(Cohort, Subject),
        WithdrawnRecord.Characteristics => RecordKey.Characteristics(Cohort, Subject),
        _ => throw new InvalidOperationException($"expected a kind of record that can be withdrawn, found {Withdraws}"),
    };
}
