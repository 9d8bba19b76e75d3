namespace AxSpA.Cloud.Ingestion;

/// <summary>Too many accepted analyses wait; the sender tries again later. Nothing of this radiograph was kept.</summary>
public sealed class IntakeBusyException(int waiting, int limit) : Exception($"expected fewer than {limit} analyses waiting, found {waiting}");
