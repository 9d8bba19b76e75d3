using AxSpA.Cloud.Hosting.Messaging;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>The ledger has no such analysis.</summary>
public sealed class UnknownAnalysisException(Guid analysisId) : IrreparableException($"expected an analysis of this ledger, found {analysisId}");
