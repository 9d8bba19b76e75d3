namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Paths of one route's copied artifacts.</summary>
internal sealed record RouteCopies(string? HeatMap, string? Overlay)
{
    public static RouteCopies None { get; } = new(null, null);
}
