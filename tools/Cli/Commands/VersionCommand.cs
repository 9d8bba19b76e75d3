using System.CommandLine;
using System.Reflection;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa version</c></summary>
internal static class VersionCommand
{
    /// <summary>Of this software.</summary>
    public static string Version => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static Command Create()
    {
        var command = new DocumentedCommand("version", "Says which axspa this is.", "axspa version");
        command.SetAction(call =>
        {
            call.InvocationConfiguration.Output.WriteLine($"axspa {Version}. {CommandLine.ResearchUseOnly}");
            return ExitCode.Completed;
        });
        return command;
    }
}
