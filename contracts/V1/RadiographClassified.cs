namespace AxSpA.Cloud.Contracts.V1;

/// <summary>One route has its probability of definite radiographic sacroiliitis (r-axSpA).</summary>
public sealed record RadiographClassified
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required AnalysisPlan Plan { get; init; }

    public required ClassificationRoute Route { get; init; }

    public required PlannedModel Model { get; init; }

    /// <summary>Softmax probability of r-axSpA, 0..1.</summary>
    public required double Probability { get; init; }

    /// <summary>Positive means strictly above; from the model card.</summary>
    public required double Cutoff { get; init; }

    public required bool Positive { get; init; }

    /// <summary>Positive and strictly above the card's confident threshold (paper, 3.5).</summary>
    public required bool Confident { get; init; }

    public required BlobReference Image { get; init; }

    /// <summary>Of the radiograph, for who draws it: how it is known which side is the patient's right.</summary>
    public LateralityBasis? LateralityBasis { get; init; }

    /// <summary>The class whose evidence both maps show, the more probable one: <c>r-axSpA</c> or <c>nr-axSpA</c>.</summary>
    public required string ExplainedClass { get; init; }

    /// <summary>Grad-CAM at the network's resolution before clipping, <c>.npy</c> float32.</summary>
    public required BlobReference PlainMap { get; init; }

    /// <summary>First principal component of the weighted activations, signed to correlate positively with the plain map.</summary>
    public required BlobReference EigenMap { get; init; }

    public required InputGeometry Geometry { get; init; }

    /// <summary>The network's input tensor, <c>.npy</c> float32; kept only where the service is told to.</summary>
    public BlobReference? Input { get; init; }

    /// <summary>The joints that Explanation attributes the map to; none on the standard route.</summary>
    public SacroiliacJointsCropped? Joints { get; init; }

    /// <summary>Time of the contrast step and the resizing, from the stage's record.</summary>
    public required double EnhanceMilliseconds { get; init; }

    /// <summary>Time of the network and both activation maps, from the stage's record.</summary>
    public required double ClassifyMilliseconds { get; init; }
}
