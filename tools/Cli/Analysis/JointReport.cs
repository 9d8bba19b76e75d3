using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>How one sacroiliac joint was found, if it was.</summary>
internal sealed record JointReport(JointFinding Found);
