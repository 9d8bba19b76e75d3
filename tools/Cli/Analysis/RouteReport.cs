namespace AxSpA.Cloud.Cli.Analysis;

/// <param name="Probability">Of radiographic axial spondyloarthritis, 0..1.</param>
/// <param name="Positive">The probability lies strictly above <paramref name="Cutoff"/>.</param>
/// <param name="Confident">It lies strictly above the model's confident threshold too.</param>
/// <param name="Model">Name and version of the classifier.</param>
/// <param name="HeatMap">Path of the plain activation map, <c>.npy</c> on the radiograph's pixel grid.</param>
/// <param name="Overlay">Path of the picture that shows it, PNG.</param>
/// <param name="Shares">Of the activation per joint; null for the standard route.</param>
internal sealed record RouteReport(
    double Probability, double Cutoff, bool Positive, bool Confident, string Model, string? HeatMap, string? Overlay, SharesReport? Shares);
