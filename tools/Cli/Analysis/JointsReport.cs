namespace AxSpA.Cloud.Cli.Analysis;

internal sealed record JointsReport(JointReport Left, JointReport Right);
