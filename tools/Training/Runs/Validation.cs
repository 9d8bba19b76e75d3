namespace AxSpA.Cloud.Training.Runs;

/// <summary>How a network does on the validation part.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Score">What the best epoch is chosen by; larger is better, always finite.</param>
/// <param name="Metrics">All that is worth a column.</param>
public sealed record Validation(double Loss, double Score, IReadOnlyList<Metric> Metrics);
