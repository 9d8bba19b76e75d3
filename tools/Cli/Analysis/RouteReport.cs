using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>What one route says of a radiograph.</summary>
/// <param name="Probability">Of radiographic axial spondyloarthritis, 0..1.</param>
/// <param name="Positive">The probability lies strictly above <paramref name="Cutoff"/>.</param>
/// <param name="Confident">It lies strictly above the model's confident threshold too.</param>
/// <param name="Model">Name and version of the classifier.</param>
/// <param name="ExplainedClass">The class whose evidence heat map and overlay show, the more probable one; null of a system that does not say it yet.</param>
/// <param name="HeatMap">Path of the plain activation map, <c>.npy</c> on the radiograph's pixel grid, zero where the network saw nothing.</param>
/// <param name="Overlay">Path of the picture that shows it, PNG.</param>
/// <param name="Shares">Of the activation per joint; null for the standard route.</param>
internal sealed record RouteReport(
    double Probability, double Cutoff, bool Positive, bool Confident, string Model, string? ExplainedClass, string? HeatMap, string? Overlay, JointShares? Shares)
{
    /// <summary>Null where the route isn't planned or ended without a probability.</summary>
    public static RouteReport? Of(RouteResult? result, RouteCopies copies) => result?.Classified is { } classified
        ? new(
            classified.Probability, classified.Cutoff, classified.Positive, classified.Confident, $"{classified.Model.Name} {classified.Model.Version}",
            classified.ExplainedClass, copies.HeatMap, copies.Overlay, result.Explained?.Shares)
        : null;
}
