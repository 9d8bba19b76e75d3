using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa readers</c>: the group of what is asked about people who read.</summary>
internal static class ReadersCommand
{
    public static Command Create() => new("readers", "How far readers agree.") { ReadersAgreementCommand.Create() };
}
