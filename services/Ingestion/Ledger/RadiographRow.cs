using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>An accepted radiograph. Holds pseudonyms only.</summary>
public sealed class RadiographRow
{
    public required string RadiographId { get; init; }

    public required string Site { get; init; }

    public string? Subject { get; init; }

    /// <summary>SHA-256 of the canonical radiograph.</summary>
    public required string PixelDigest { get; init; }

    public required string ImageName { get; init; }

    public required long ImageBytes { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public double? RowSpacingMm { get; init; }

    public double? ColumnSpacingMm { get; init; }

    public DateOnly? AcquisitionDate { get; init; }

    public required LateralityBasis LateralityBasis { get; init; }

    public required double DecodeMilliseconds { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
}
