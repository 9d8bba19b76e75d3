namespace AxSpA.Cloud.Training.Runs;

/// <summary>A figure with its name, as <c>metrics.csv</c> heads its column.</summary>
public sealed record Metric(string Name, double Value);
