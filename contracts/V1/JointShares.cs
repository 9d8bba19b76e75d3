namespace AxSpA.Cloud.Contracts.V1;

/// <summary>Shares of the heat map's sum in the patient's left joint, right joint and elsewhere; they add up to 1.</summary>
public sealed record JointShares
{
    public required double Left { get; init; }

    public required double Right { get; init; }

    public required double Elsewhere { get; init; }
}
