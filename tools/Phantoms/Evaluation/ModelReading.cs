namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>What a classifier says of a case.</summary>
/// <param name="Probability">Of definite radiographic sacroiliitis, 0..1.</param>
/// <param name="ExplainsPositive">Whether its map explains the positive class, that with the larger logit.</param>
/// <param name="Attention">Where it looked; null where its map is zero everywhere.</param>
public sealed record ModelReading(double Probability, bool ExplainsPositive, Attention? Attention);
