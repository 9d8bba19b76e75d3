using System.CommandLine;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa models import</c>: published checkpoints to a model folder, without Python and without running anything in them.</summary>
internal static class ModelsImportCommand
{
    private static readonly Option<string> Segmenter = new("--segmenter")
    {
        Description = "published segmentation_model.pt",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> AnatomyAware = new("--anatomy-aware")
    {
        Description = "published classification_model.ckpt",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> Standard = new("--standard") { Description = "classifier of whole radiographs, where you have one", HelpName = "FILE" };

    private static readonly Option<string> Preprocessing = new("--preprocessing")
    {
        Description = "paper-1: joint rules as the paper's code names them; app-1: as the published demo application applies them",
        HelpName = string.Join('|', PreprocessingVersions.All),
        DefaultValueFactory = _ => PreprocessingVersions.Paper1,
    };

    private static readonly Option<string> Folder = new("--out") { Description = "model folder to make; new or empty", HelpName = "DIR", Required = true };

    public static Command Create()
    {
        Preprocessing.AcceptOnlyFromAmong([.. PreprocessingVersions.All]);
        var command = new DocumentedCommand(
            "import",
            "Makes a model folder from published checkpoints (Zenodo record 11116990), which you download yourself. Nothing in them is executed.",
            "axspa models import --segmenter segmentation_model.pt --anatomy-aware classification_model.ckpt --out models",
            "axspa models import --segmenter segmentation_model.pt --anatomy-aware classification_model.ckpt --preprocessing app-1 --out models-app")
        {
            Segmenter,
            AnatomyAware,
            Standard,
            Preprocessing,
            Folder,
        };
        command.ExitCodes = new()
        {
            Completed = "the model folder is made",
            NotAllCompleted = "a checkpoint or what was made of it was refused; there is no model folder",
            Usage = "wrong usage, a file that cannot be read, or a folder that cannot be written or holds something: there is no model folder",
            Interrupted = null,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult call)
    {
        var folder = call.GetRequiredValue(Folder);
        try
        {
            var store = ModelImport.Import(
                call.GetRequiredValue(Segmenter),
                call.GetRequiredValue(AnatomyAware),
                call.GetValue(Standard),
                call.GetRequiredValue(Preprocessing),
                folder);
            ModelTable.Write(call.InvocationConfiguration.Output, store.Models);
            return ExitCode.Completed;
        }
        catch (Exception refusal) when (refusal is CheckpointRefusedException or ModelRefusedException)
        {
            call.InvocationConfiguration.Error.WriteLine($"axspa: {refusal.Message}");
            return ExitCode.NotAllCompleted;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(refusal.Message);
        }
    }
}
