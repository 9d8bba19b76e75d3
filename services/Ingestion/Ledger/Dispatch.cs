namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>What one look at the ledger decided.</summary>
/// <param name="Send">What to publish; its attempts are counted.</param>
/// <param name="Parked">Analyses whose attempts were exhausted.</param>
/// <param name="Full">Whether the window has no free place left: what is accepted now can only wait.</param>
public sealed record Dispatch(IReadOnlyList<Sending> Send, IReadOnlyList<Guid> Parked, bool Full);
