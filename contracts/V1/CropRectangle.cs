namespace AxSpA.Cloud.Contracts.V1;

/// <summary>Whole pixels of the upright radiograph; <see cref="X"/> counts columns from the left, <see cref="Y"/> rows from the top.</summary>
public sealed record CropRectangle
{
    public required int X { get; init; }

    public required int Y { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }
}
