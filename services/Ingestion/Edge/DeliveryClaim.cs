namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>Rows that one process alone delivers until its claim ends.</summary>
/// <param name="Rows">In order, at least one; the first stands for the claim.</param>
/// <param name="Until">When it ends, and whose it is: a later claim ends later.</param>
internal sealed record DeliveryClaim(IReadOnlyList<DeliveryRow> Rows, DateTimeOffset Until);
