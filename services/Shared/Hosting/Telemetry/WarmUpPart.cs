namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>A service's part of the warm-up.</summary>
/// <param name="Run">Loads the service's models and runs each once.</param>
internal sealed record WarmUpPart(Func<IReadOnlyList<ModelInUse>> Run);
