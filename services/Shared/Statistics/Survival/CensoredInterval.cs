namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>When an event happened: after one visit and not after another.</summary>
/// <param name="After">Last visit without the event, 0 or more.</param>
/// <param name="Until">First visit with it; positive infinity where it was never seen. Equal to <paramref name="After"/> for a time known exactly.</param>
public readonly record struct CensoredInterval(double After, double Until);
