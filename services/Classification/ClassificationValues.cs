using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Classification;

/// <summary>What the stage's record keeps beside the activation maps.</summary>
public sealed record ClassificationValues
{
    /// <summary>Softmax probability of r-axSpA, 0..1.</summary>
    public required double Probability { get; init; }

    public required string ExplainedClass { get; init; }

    public required InputGeometry Geometry { get; init; }
}
