namespace AxSpA.Cloud.Training.Runs;

/// <summary>How a run is carried out, the same for every training.</summary>
/// <param name="Seed">Everything random follows from it.</param>
/// <param name="MicroBatch">Most cases whose gradient is taken at once; gradients of a batch's parts are accumulated. Null takes a batch whole.</param>
/// <param name="LimitSteps">Most steps an epoch, for trying a configuration; null for all.</param>
public sealed record RunOptions(int Seed, int? MicroBatch = null, int? LimitSteps = null);
