namespace AxSpA.Cloud.Statistics.Evaluation;

/// <summary>A model's scores.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Scores">Probabilities 0..1, in the order of the set's cases.</param>
public sealed record ModelScores(string Model, IReadOnlyList<double> Scores);
