namespace AxSpA.Cloud.Ingestion;

/// <summary>A radiograph and its analysis are durable.</summary>
/// <param name="RadiographId">Pseudonym of the radiograph.</param>
/// <param name="AnalysisId">The analysis with the plan in use.</param>
/// <param name="AcceptedNow">False where the same analysis had been accepted before.</param>
public sealed record Acceptance(string RadiographId, Guid AnalysisId, bool AcceptedNow);
