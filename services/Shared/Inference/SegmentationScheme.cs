using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Inference;

/// <summary>The square grid on which a radiograph is segmented and the windows that cover it.</summary>
/// <param name="Kind">Overlapping windows or one pass.</param>
/// <param name="GridSide">Rows and columns of the grid; 768 as published.</param>
/// <param name="Window">Rows and columns of a window; 512 as published, the grid's side in a single pass.</param>
/// <param name="Step">Distance between neighbouring windows; 128 as published, the grid's side in a single pass.</param>
public sealed record SegmentationScheme(SchemeKind Kind, int GridSide, int Window, int Step)
{
    /// <summary>Nine 512² windows over 768², overlapping by three quarters.</summary>
    public static SegmentationScheme Published { get; } = new(SchemeKind.Windows, 768, 512, 128);

    /// <summary>First index of every window along one axis.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Origins => [.. Enumerable.Range(0, ((GridSide - Window) / Step) + 1).Select(index => index * Step)];

    public static SegmentationScheme SinglePass(int gridSide) => new(SchemeKind.SinglePass, gridSide, gridSide, gridSide);
}
