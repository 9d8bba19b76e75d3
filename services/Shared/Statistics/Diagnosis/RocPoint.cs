namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>A point of the receiver operating characteristic.</summary>
/// <param name="FalsePositiveRate">1 - specificity, 0..1.</param>
/// <param name="Sensitivity">0..1.</param>
/// <param name="Threshold">Scores at or above it are positive here.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double Sensitivity, double Threshold);
