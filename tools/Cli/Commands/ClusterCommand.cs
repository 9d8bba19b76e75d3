using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa cluster</c>: the group of what is done with many processes.</summary>
internal static class ClusterCommand
{
    public static Command Create() => new("cluster", "Runs the services as many processes on real servers.") { ClusterUpCommand.Create() };
}
