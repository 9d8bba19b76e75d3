namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>The survival curve from one event time to the next.</summary>
/// <param name="Time">Of the events.</param>
/// <param name="AtRisk">Subjects still followed just before.</param>
/// <param name="Events">Subjects with the event at this time.</param>
/// <param name="Survival">Share without the event after this time, 0..1.</param>
/// <param name="Low">Lower 95 % limit, Greenwood's variance on the log(-log) scale; null where the survival is 0.</param>
/// <param name="High">Upper 95 % limit; null as above.</param>
public readonly record struct SurvivalStep(double Time, int AtRisk, int Events, double Survival, double? Low, double? High);
