using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>That an event happened to an analysis, without what it said.</summary>
internal sealed record KnownFact(string Event, ClassificationRoute Route);
