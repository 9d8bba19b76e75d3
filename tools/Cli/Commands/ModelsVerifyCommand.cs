using System.CommandLine;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa models verify</c>: every card, digest and shape, as a start would check them.</summary>
internal static class ModelsVerifyCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "verify", "Checks every model of a folder: card, digest of the weights, shape of the network.", "axspa models verify --models models")
        {
            CommonOptions.Models,
        };
        command.ExitCodes = new()
        {
            Completed = "every model is as its card says",
            NotAllCompleted = "some model is not",
            Usage = "wrong usage, or no model in the folder",
            Interrupted = null,
        };
        command.SetAction(call =>
        {
            var found = Verify(call);
            foreach (var verification in found.Where(verification => verification.Model is not null))
                call.InvocationConfiguration.Output.WriteLine($"{verification.Role.FolderName()}: as its card says (weights {verification.Model!.Card.Weights.Sha256})");
            return Refusals(call, found);
        });
        return command;
    }

    public static IReadOnlyList<ModelVerification> Verify(ParseResult call)
    {
        var folder = ModelFolder.Of(call);
        try
        {
            var found = ModelStore.Verify(folder);
            return found.Count > 0
                ? found
                : throw new UsageException($"expected at least one of {string.Join(", ", ModelRoles.All.Select(role => role.FolderName()))} in {folder}, found none");
        }
        catch (ModelRefusedException refusal)
        {
            throw new UsageException(refusal.Message);
        }
    }

    /// <summary>Says which models are refused and why.</summary>
    /// <returns>The exit code that this makes.</returns>
    public static int Refusals(ParseResult call, IReadOnlyList<ModelVerification> found)
    {
        var refusals = found.Select(verification => verification.Refusal).OfType<ModelRefusedException>().ToList();
        foreach (var refusal in refusals)
            call.InvocationConfiguration.Error.WriteLine($"axspa: {refusal.Message}");
        return refusals.Count == 0 ? ExitCode.Completed : ExitCode.NotAllCompleted;
    }
}
