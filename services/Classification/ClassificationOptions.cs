namespace AxSpA.Cloud.Classification;

/// <summary>Section <c>Classification</c>. Nothing here changes a result.</summary>
public sealed record ClassificationOptions
{
    public const string Section = "Classification";

    /// <summary>Keeps the network's input tensor as a blob, 1 MB a classification.</summary>
    public bool KeepInput { get; init; }
}
