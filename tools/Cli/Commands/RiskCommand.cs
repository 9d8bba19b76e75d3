using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa risk</c>: the group of what is asked about progression.</summary>
internal static class RiskCommand
{
    public static Command Create() => new("risk", "Progression to radiographic sacroiliitis: tables and reports.")
    {
        RiskTableCommand.Create(),
    };
}
