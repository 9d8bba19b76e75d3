namespace AxSpA.Cloud.Reports.Evaluation;

/// <summary>What an evaluation was made of.</summary>
/// <param name="Name">Of the file of scores.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Cutoffs">Where the cut-offs come from, in words.</param>
/// <param name="Software">That made the page, with its version.</param>
public sealed record EvaluationSource(string Name, string Sha256, string Cutoffs, string Software);
