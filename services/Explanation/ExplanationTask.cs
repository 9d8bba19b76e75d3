using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Explanation;

/// <summary>What is to be brought back to the radiograph.</summary>
/// <param name="Radiograph">The canonical radiograph.</param>
/// <param name="ActivationMap">The plain map, as the network gave it.</param>
/// <param name="Geometry">How the network's input lies on the radiograph.</param>
/// <param name="Joints">What the map is attributed to; none on the standard route.</param>
/// <param name="ExplainedClass">The class whose evidence the map shows; none where the caller did not say it.</param>
/// <param name="SidesAssumed">Nothing said which side is the patient's right.</param>
public sealed record ExplanationTask(
    BlobReference Radiograph, BlobReference ActivationMap, InputGeometry Geometry, ExplainedJoints? Joints, string? ExplainedClass, bool SidesAssumed);
