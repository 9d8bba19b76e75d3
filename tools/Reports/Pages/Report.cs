using AxSpA.Cloud.Reports.Drawing;

namespace AxSpA.Cloud.Reports.Pages;

/// <summary>What a report is made of: numbers for programs, a page for people, and the page's drawings each on its own.</summary>
/// <param name="Metrics">JSON.</param>
/// <param name="Html">One page that needs nothing beside itself.</param>
/// <param name="Figures">In the order of the page; no two of one name.</param>
public sealed record Report(string Metrics, string Html, IReadOnlyList<Figure> Figures)
{
    public const string MetricsFile = "metrics.json";
    public const string PageFile = "report.html";

    /// <summary>Name of the file of numbers.</summary>
    public string MetricsName { get; init; } = MetricsFile;

    /// <summary>The files: names and texts.</summary>
    public IReadOnlyList<(string Name, string Text)> Files
        => [(MetricsName, Metrics), (PageFile, Html), .. Figures.Select(figure => ($"{figure.Name}.svg", figure.ToFile()))];
}
