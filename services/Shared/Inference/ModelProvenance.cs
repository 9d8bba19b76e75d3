namespace AxSpA.Cloud.Inference;

/// <summary>Where a model comes from. Without a time, so that an import can be repeated byte for byte.</summary>
/// <param name="SourceFile">Name of the file that was imported, without a folder.</param>
/// <param name="SourceSha256">SHA-256 of that file.</param>
/// <param name="Publication">The paper the architecture and its parameters are from.</param>
/// <param name="Tool">Name and version of what wrote the model.</param>
public sealed record ModelProvenance(string SourceFile, string SourceSha256, string Publication, string Tool);
