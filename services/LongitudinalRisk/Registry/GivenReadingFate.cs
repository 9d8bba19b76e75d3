namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What became of a reading given blinded.</summary>
public enum GivenReadingFate
{
    Accepted,

    /// <summary>No visit of the cohort has the radiograph.</summary>
    Unknown,

    /// <summary>The reader's first word stands.</summary>
    ReadBefore,
}
