namespace AxSpA.Cloud.Contracts.V1;

/// <summary>Distance between pixel centres as the file gives it, in millimetres.</summary>
public sealed record PixelSpacing
{
    public required double RowSpacingMm { get; init; }

    public required double ColumnSpacingMm { get; init; }
}
