using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa models</c>: the group of what is done with model folders.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "Makes, lists and verifies model folders.")
    {
        ModelsImportCommand.Create(),
        ModelsListCommand.Create(),
        ModelsVerifyCommand.Create(),
    };
}
