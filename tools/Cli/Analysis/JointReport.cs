namespace AxSpA.Cloud.Cli.Analysis;

internal sealed record JointReport(JointFound Found);
