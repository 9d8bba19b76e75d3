namespace AxSpA.Cloud.Statistics.Calibration;

/// <summary>Cases whose probabilities lie in one bin of the reliability curve.</summary>
/// <param name="Low">Lower edge, part of the bin.</param>
/// <param name="High">Upper edge; part of the last bin only.</param>
/// <param name="Cases">How many; 0 leaves the other two null.</param>
/// <param name="MeanProbability">0..1.</param>
/// <param name="PositiveShare">Share of the truly positive, 0..1.</param>
public readonly record struct ReliabilityBin(double Low, double High, int Cases, double? MeanProbability, double? PositiveShare);
