namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Both sacroiliac joints; left and right are the patient's.</summary>
internal sealed record JointsReport(JointReport Left, JointReport Right);
