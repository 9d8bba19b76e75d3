using AxSpA.Cloud.LongitudinalRisk.Cohorts;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What the pipeline's events left, as records.</summary>
internal static class FactRecords
{
    public static RegistryRecord Of(RegisteredRadiograph row)
        => new RadiographRecord { RadiographId = row.RadiographId, Subject = row.Subject, Site = row.Site, AcquisitionDate = row.AcquisitionDate };

    public static RegistryRecord Of(RegisteredClassification row) => new ClassificationRecord
    {
        AnalysisId = row.AnalysisId,
        RadiographId = row.RadiographId,
        Model = new ModelVersion
        {
            Route = row.Route,
            Name = row.ModelName,
            Version = row.ModelVersion,
            CardDigest = row.ModelCardDigest,
            WeightsDigest = row.ModelWeightsDigest,
        },
        Probability = row.Probability,
        Positive = row.Positive,
        Confident = row.Confident,
        LeftJoint = row.LeftJoint,
        RightJoint = row.RightJoint,
    };
}
