namespace AxSpA.Cloud.Contracts;

/// <summary>What the classifier's two classes are called in results.</summary>
public static class ClassNames
{
    public const string Radiographic = "r-axSpA";
    public const string NonRadiographic = "nr-axSpA";

    /// <summary>In the order of the network's outputs.</summary>
    public static IReadOnlyList<string> Each { get; } = [NonRadiographic, Radiographic];
}
