namespace AxSpA.Cloud.Contracts;

/// <summary>The services' names as they stand in queue names, blob names and traces.</summary>
public static class Services
{
    public const string Ingestion = "ingestion";
    public const string Segmentation = "segmentation";
    public const string Cropping = "cropping";
    public const string Classification = "classification";
    public const string Explanation = "explanation";
    public const string LongitudinalRisk = "longitudinal-risk";

    /// <summary>A process that holds all of them.</summary>
    public static string All => "axspa";

    /// <summary>Each service, in the order a radiograph meets them.</summary>
    public static IReadOnlyList<string> Each { get; } = [Ingestion, Segmentation, Cropping, Classification, Explanation, LongitudinalRisk];
}
