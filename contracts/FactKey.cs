using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Contracts;

/// <summary>What a fact is about: one analysis, one of its routes. With the event's name it is unique in the ledger.</summary>
public readonly record struct FactKey(Guid AnalysisId, ClassificationRoute Route);
