using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Classification;

/// <summary>What one route came to for one picture, whoever asked.</summary>
public sealed record ClassificationAnswer
{
    /// <summary>Softmax probability of r-axSpA, 0..1.</summary>
    public required double Probability { get; init; }

    public required double Cutoff { get; init; }

    public required bool Positive { get; init; }

    public required bool Confident { get; init; }

    public required string ExplainedClass { get; init; }

    public required BlobReference PlainMap { get; init; }

    public required BlobReference EigenMap { get; init; }

    public required InputGeometry Geometry { get; init; }

    /// <summary>The network's input; kept only where the service is told to.</summary>
    public BlobReference? Input { get; init; }

    public required double EnhanceMilliseconds { get; init; }

    public required double ClassifyMilliseconds { get; init; }

    /// <summary>The answer as the event of an analysis.</summary>
    public RadiographClassified ForAnalysis(
        Guid analysisId, string radiographId, AnalysisPlan plan, ClassificationTask task, LateralityBasis? laterality, SacroiliacJointsCropped? joints)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new()
        {
            AnalysisId = analysisId,
            RadiographId = radiographId,
            Plan = plan,
            Route = task.Route,
            Model = task.Planned.Classifier,
            Probability = Probability,
            Cutoff = Cutoff,
            Positive = Positive,
            Confident = Confident,
            Image = task.Image,
            LateralityBasis = laterality,
            ExplainedClass = ExplainedClass,
            PlainMap = PlainMap,
            EigenMap = EigenMap,
            Geometry = Geometry,
            Input = Input,
            Joints = joints,
            EnhanceMilliseconds = EnhanceMilliseconds,
            ClassifyMilliseconds = ClassifyMilliseconds,
        };
    }
}
