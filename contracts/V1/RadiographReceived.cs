namespace AxSpA.Cloud.Contracts.V1;

/// <summary>An accepted radiograph is to be analysed. Published by Ingestion's dispatcher, again at each attempt.</summary>
public sealed record RadiographReceived
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required AnalysisPlan Plan { get; init; }

    /// <summary>The canonical radiograph, <c>.npy</c>, rows × columns, unsigned 8 or 16 bit; its SHA-256 is the pixel digest.</summary>
    public required BlobReference Image { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>Pseudonym of the subject; none where the sender gave no subject.</summary>
    public string? Subject { get; init; }

    public required string Site { get; init; }

    public DateOnly? AcquisitionDate { get; init; }

    public PixelSpacing? PixelSpacing { get; init; }

    public required LateralityBasis LateralityBasis { get; init; }
}
