namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>Where a subject's disease stands at baseline.</summary>
public enum DiseaseState
{
    /// <summary>Below the criterion, and not near it.</summary>
    Clear,

    /// <summary>Below the criterion with early signs of a grade that would meet it.</summary>
    EarlySigns,

    /// <summary>The criterion is met.</summary>
    Radiographic,
}
