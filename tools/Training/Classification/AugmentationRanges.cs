namespace AxSpA.Cloud.Training.Classification;

/// <summary>How far a training picture is moved. Each change is made or left out on its own.</summary>
public sealed record AugmentationRanges
{
    /// <summary>Flips on both axes, rotation, zoom and shear as published.</summary>
    public static AugmentationRanges Published { get; } = new();

    /// <summary>Chance of a flip, on each axis by itself.</summary>
    public double FlipChance { get; init; } = 0.5;

    /// <summary>Chance of each of rotation, zoom and shear.</summary>
    public double Chance { get; init; } = 0.5;

    /// <summary>Largest rotation to either side, in radians.</summary>
    public double Rotation { get; init; } = 0.175;

    /// <summary>Smallest factor of magnification.</summary>
    public double LeastZoom { get; init; } = 0.9;

    /// <summary>Largest factor of magnification.</summary>
    public double MostZoom { get; init; } = 1.1;

    /// <summary>Largest shear to either side, pixels a pixel, along each axis by itself.</summary>
    public double Shear { get; init; } = 0.1;
}
