using System.CommandLine;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa models list</c></summary>
internal static class ModelsListCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand("list", "Lists the models of a folder.", "axspa models list --models models") { CommonOptions.Models };
        command.ExitCodes = new()
        {
            Completed = "every model is as its card says",
            NotAllCompleted = "some model is not",
            Usage = "wrong usage, or no model in the folder",
            Interrupted = null,
        };
        command.SetAction(call =>
        {
            var found = ModelsVerifyCommand.Verify(call);
            ModelTable.Write(call.InvocationConfiguration.Output, found.Select(verification => verification.Model).OfType<StoredModel>());
            return ModelsVerifyCommand.Refusals(call, found);
        });
        return command;
    }
}
