namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Kinds of record that can be withdrawn. Consent has a record of its own.</summary>
public enum WithdrawnRecord
{
    Visit = 1,
    Reading = 2,
    Diagnosis = 3,
    Characteristics = 4,
}
