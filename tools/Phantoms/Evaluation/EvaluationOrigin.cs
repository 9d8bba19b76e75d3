namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>What an evaluation was made of and by.</summary>
/// <param name="Cohorts">Names of the cohorts' folders with the SHA-256 of their manifests.</param>
/// <param name="Models">Role, name, version and card digest of each model.</param>
/// <param name="Method">Of the bootstrap intervals, in words.</param>
/// <param name="Software">That made it, with its version.</param>
public sealed record EvaluationOrigin(
    IReadOnlyList<(string Name, string Sha256)> Cohorts,
    IReadOnlyList<(string Role, string Name, string Version, string CardSha256)> Models,
    string Method,
    string Software);
