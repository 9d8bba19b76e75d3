namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A figure of the evaluation.</summary>
/// <param name="Topic">What it belongs to.</param>
/// <param name="Key">Its name for programs.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Limit">What it should be; null where it is only shown.</param>
/// <param name="Of">Computes it.</param>
internal sealed record FigureDefinition(string Topic, string Key, string Name, FigureLimit? Limit, Func<CaseGroup, FigureValue> Of);
