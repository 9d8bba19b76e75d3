namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>How much a disagreement counts.</summary>
public enum KappaWeighting
{
    /// <summary>All alike.</summary>
    None = 0,

    /// <summary>By the distance of the categories.</summary>
    Linear = 1,

    /// <summary>By the square of that distance.</summary>
    Quadratic = 2,
}
