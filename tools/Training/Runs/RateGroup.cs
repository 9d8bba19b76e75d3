using TorchSharp.Modules;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>Parameters that are trained at the same rate.</summary>
/// <param name="Parameters">Of the network; what is in no group of a phase is not trained in it.</param>
/// <param name="RateFactor">Of the phase's rate.</param>
public sealed record RateGroup(IReadOnlyList<Parameter> Parameters, double RateFactor = 1);
