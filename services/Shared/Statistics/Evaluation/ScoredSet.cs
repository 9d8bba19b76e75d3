namespace AxSpA.Cloud.Statistics.Evaluation;

/// <summary>Cases of one set with the scores of one or more models.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Truths">Definite radiographic sacroiliitis, a case each.</param>
/// <param name="Models">In the order in which they are shown.</param>
public sealed record ScoredSet(string Name, IReadOnlyList<bool> Truths, IReadOnlyList<ModelScores> Models);
