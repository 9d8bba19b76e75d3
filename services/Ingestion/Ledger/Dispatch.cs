using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>What one look at the ledger decided.</summary>
/// <param name="Send">Events to publish; their attempts are counted.</param>
/// <param name="Parked">Analyses whose attempts were exhausted.</param>
public sealed record Dispatch(IReadOnlyList<RadiographReceived> Send, IReadOnlyList<Guid> Parked);
