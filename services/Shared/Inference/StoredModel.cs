namespace AxSpA.Cloud.Inference;

/// <summary>A model of a folder, its card read and its weights found to be those of the card.</summary>
/// <param name="Card">The card.</param>
/// <param name="CardDigest">SHA-256 of the card's bytes, lower-case hexadecimal. It covers the weights, whose digest stands in the card.</param>
/// <param name="WeightsPath">Path of the ONNX file.</param>
public sealed record StoredModel(ModelCard Card, string CardDigest, string WeightsPath);
