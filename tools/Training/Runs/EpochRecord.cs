namespace AxSpA.Cloud.Training.Runs;

/// <summary>One epoch as it went: a row of <c>metrics.csv</c>.</summary>
/// <param name="Phase">Name of its phase.</param>
/// <param name="Epoch">Within the phase, from 1.</param>
/// <param name="Rate">Learning rate of its last step, of the group with the largest.</param>
/// <param name="TrainingLoss">Mean over its steps.</param>
/// <param name="ValidationLoss">After it.</param>
/// <param name="Metrics">On validation, in a fixed order.</param>
/// <param name="Score">What the best epoch is chosen by; larger is better.</param>
/// <param name="IsBest">Whether it was the best until then.</param>
/// <param name="Seconds">That it took, validation included.</param>
public sealed record EpochRecord(
    string Phase, int Epoch, double Rate, double TrainingLoss, double ValidationLoss, IReadOnlyList<Metric> Metrics, double Score, bool IsBest, double Seconds);
