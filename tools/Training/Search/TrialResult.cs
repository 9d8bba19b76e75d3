using AxSpA.Cloud.Training.Classification;

namespace AxSpA.Cloud.Training.Search;

/// <summary>How a trial ended.</summary>
/// <param name="Trial">From 1.</param>
/// <param name="Values">What was tried.</param>
/// <param name="Score">On validation; null where the loss ceased to be a number.</param>
/// <param name="Seconds">Training time of the call that finished it.</param>
public sealed record TrialResult(int Trial, TrialValues Values, ValidationScore? Score, double Seconds);
