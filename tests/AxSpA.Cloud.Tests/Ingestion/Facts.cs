using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion.Ledger;

namespace AxSpA.Cloud.Tests.Ingestion;

/// <summary>What the stages would say about an analysis.</summary>
internal static class Facts
{
    public static RadiographRejected Rejected(AnalysisRow analysis) => new()
    {
        AnalysisId = analysis.AnalysisId,
        RadiographId = analysis.RadiographId,
        Route = ClassificationRoute.AnatomyAware,
        Stage = "cropping",
        Reason = RejectionReason.NoSacrum,
        Detail = "expected a sacrum, found none",
        Milliseconds = 1,
    };

    public static RadiographSegmented Segmented(AnalysisRow analysis) => new()
    {
        AnalysisId = analysis.AnalysisId,
        RadiographId = analysis.RadiographId,
        Plan = PlanOf(analysis),
        Image = Blob("canonical.npy"),
        LabelMap = Blob("label-map.png"),
        Areas = new BoneAreas { SacrumPixels = 3, LeftIliumPixels = 2, RightIliumPixels = 1 },
        Model = PlanOf(analysis).AnatomyAware!.Segmenter!,
        Milliseconds = 1,
    };

    public static SacroiliacJointsCropped Cropped(AnalysisRow analysis) => new()
    {
        AnalysisId = analysis.AnalysisId,
        RadiographId = analysis.RadiographId,
        Plan = PlanOf(analysis),
        Image = Blob("canonical.npy"),
        LabelMap = Blob("label-map.png"),
        Crop = Blob("crop.png"),
        Rectangle = Rectangle,
        LeftJoint = JointFinding.Intersection,
        RightJoint = JointFinding.Intersection,
        DilationPixels = 2,
        Milliseconds = 1,
    };

    public static RadiographClassified Classified(AnalysisRow analysis, ClassificationRoute route) => new()
    {
        AnalysisId = analysis.AnalysisId,
        RadiographId = analysis.RadiographId,
        Plan = PlanOf(analysis),
        Route = route,
        Model = PlanOf(analysis).AnatomyAware!.Classifier,
        Probability = 0.75,
        Cutoff = 0.59,
        Positive = true,
        Confident = true,
        Image = Blob("canonical.npy"),
        ExplainedClass = "r-axSpA",
        PlainMap = Blob("plain-map.npy"),
        EigenMap = Blob("eigen-map.npy"),
        Geometry = new InputGeometry
        {
            Source = Rectangle,
            ResizedRows = 416,
            ResizedColumns = 628,
            TopOffset = 0,
            LeftOffset = 0,
            InputRows = 416,
            InputColumns = 628,
            Mirrored = true,
        },
        EnhanceMilliseconds = 1,
        ClassifyMilliseconds = 1,
    };

    public static ClassificationExplained Explained(AnalysisRow analysis, ClassificationRoute route) => new()
    {
        AnalysisId = analysis.AnalysisId,
        RadiographId = analysis.RadiographId,
        Route = route,
        HeatMap = Blob("heat-map.npy"),
        Overlay = Blob("overlay.png"),
        Milliseconds = 1,
    };

    public static ClassificationRegistered Registered(AnalysisRow analysis, ClassificationRoute route)
        => new() { AnalysisId = analysis.AnalysisId, RadiographId = analysis.RadiographId, Route = route };

    private static CropRectangle Rectangle => new() { X = 1, Y = 2, Width = 30, Height = 20 };

    private static AnalysisPlan PlanOf(AnalysisRow analysis) => LedgerJson.Read<AnalysisPlan>(analysis.Plan);

    private static BlobReference Blob(string name)
        => new() { Container = "radiographs", Name = name, MediaType = "image/png", Sha256 = new string('0', 64), Bytes = 1 };
}
