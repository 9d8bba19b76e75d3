namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>The seat a reader takes in a cohort's rule.</summary>
public enum ReaderRole
{
    Local = 1,
    Central = 2,

    /// <summary>The central reader who is asked where local and central reader disagree.</summary>
    SecondCentral = 3,
    Rheumatologist = 4,
    Radiologist = 5,

    /// <summary>Rheumatologist and radiologist together.</summary>
    Consensus = 6,
}
