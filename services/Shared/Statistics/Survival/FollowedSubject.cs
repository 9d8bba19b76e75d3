namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>A subject followed for some time.</summary>
/// <param name="Time">Since baseline, in any unit, 0 or more: of the event, or of the last visit without one.</param>
/// <param name="Event">Whether the event was seen then.</param>
public readonly record struct FollowedSubject(double Time, bool Event);
