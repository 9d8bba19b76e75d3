namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Shares of the activation, together 1.</summary>
internal sealed record SharesReport(double Left, double Right, double Elsewhere);
