namespace AxSpA.Cloud.Inference;

/// <summary>The file that holds a model's graph and weights.</summary>
/// <param name="File">Name beside the card, without a folder.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Length of the file.</param>
public sealed record ModelWeights(string File, string Sha256, long Bytes);
