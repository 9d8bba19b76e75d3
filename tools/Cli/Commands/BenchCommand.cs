using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa bench</c>: the group of measurements.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measures the pipeline and the registry on this machine.") { BenchStagesCommand.Create(), BenchOverheadCommand.Create(), BenchStatisticsCommand.Create(), BenchRegistryCommand.Create() };
}
