using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Explanation;

/// <summary>What the stage's record keeps beside heat map and overlay.</summary>
public sealed record ExplanationValues(JointShares? Shares);
