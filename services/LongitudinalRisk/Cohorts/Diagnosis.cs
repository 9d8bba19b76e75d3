namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>What the subject was diagnosed with (paper, table 1).</summary>
public enum Diagnosis
{
    /// <summary>r-axSpA.</summary>
    RadiographicAxSpA = 1,

    /// <summary>nr-axSpA.</summary>
    NonRadiographicAxSpA = 2,
    NoSpA = 3,
}
