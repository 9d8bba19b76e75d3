using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>An attempt at an analysis, counted and now to be sent.</summary>
/// <param name="Radiograph">The event.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="TraceParent">The trace that its acceptance began, if it was traced.</param>
/// <param name="FirstSight">Whether nothing was ever sent for these pixels.</param>
public sealed record Sending(RadiographReceived Radiograph, int Attempt, string? TraceParent, bool FirstSight);
