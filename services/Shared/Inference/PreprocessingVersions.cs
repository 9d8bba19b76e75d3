namespace AxSpA.Cloud.Inference;

/// <summary>The preprocessing a classifier is read with, by name.</summary>
public static class PreprocessingVersions
{
    /// <summary>Joint rules on the upright picture: dilation from the sacrum's width.</summary>
    public const string Paper1 = "paper-1";

    /// <summary>The published demo application's rules: dilation from the sacrum's height.</summary>
    public const string App1 = "app-1";

    public static IReadOnlyList<string> All { get; } = [Paper1, App1];
}
