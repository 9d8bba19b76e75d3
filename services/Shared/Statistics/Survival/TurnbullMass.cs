namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>Probability of the event within an interval; where in it cannot be known from the data.</summary>
/// <param name="After">Start, not part of it (unless it is a single time).</param>
/// <param name="Until">End, part of it; positive infinity for "later than the last visit, or never".</param>
/// <param name="Probability">0..1.</param>
/// <param name="Survival">Share without the event at the end of the interval, 0..1.</param>
public readonly record struct TurnbullMass(double After, double Until, double Probability, double Survival);
