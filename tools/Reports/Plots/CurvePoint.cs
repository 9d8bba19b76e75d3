namespace AxSpA.Cloud.Reports.Plots;

/// <summary>One epoch of a training.</summary>
/// <param name="TrainingLoss">Mean over the epoch.</param>
/// <param name="ValidationLoss">After it.</param>
/// <param name="Metrics">On validation, 0 to 1 (a negative one is drawn at 0).</param>
/// <param name="IsBest">Whether its weights were the best until then.</param>
public sealed record CurvePoint(double TrainingLoss, double ValidationLoss, IReadOnlyDictionary<string, double> Metrics, bool IsBest);
