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
}
