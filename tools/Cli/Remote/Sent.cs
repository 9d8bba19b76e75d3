namespace AxSpA.Cloud.Cli.Remote;

/// <summary>A radiograph that the system has taken.</summary>
/// <param name="Known">It had taken it before this run sent it.</param>
internal sealed record Sent(string RadiographId, string AnalysisId, bool Known);
