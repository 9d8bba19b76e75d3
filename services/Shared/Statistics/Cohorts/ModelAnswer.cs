namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>A model's word on a baseline radiograph.</summary>
/// <param name="Positive">Above its cut-off.</param>
/// <param name="Confident">Positive and above its confident threshold: with readers who say "no", a flag.</param>
public readonly record struct ModelAnswer(bool Positive, bool Confident);
