using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa risk</c>: the group of what is done with the registry.</summary>
internal static class RiskCommand
{
    public static Command Create() => new("risk", "Fills, watches and reports the registry of follow-ups.")
    {
        RiskImportCommand.Create(),
        RiskWatchCommand.Create(),
        RiskReportCommand.Create(),
        RiskCharacteristicsCommand.Create(),
        RiskTableCommand.Create(),
    };
}
