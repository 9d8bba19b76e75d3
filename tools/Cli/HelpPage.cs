using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AxSpA.Cloud.Cli;

/// <summary>The usual help, then examples to copy and the exit codes.</summary>
internal sealed class HelpPage(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly string[] FirstSteps =
    [
        "axspa demo",
        "axspa analyze pelvis.dcm --out work",
        "axspa models import --segmenter segmentation_model.pt --anatomy-aware classification_model.ckpt --out models",
        "axspa analyze pelvis.dcm --models models --out work",
    ];

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var page = parseResult.InvocationConfiguration.Output;
        Write(page, "Examples", parseResult.CommandResult.Command is DocumentedCommand documented ? documented.Examples : FirstSteps);
        Write(page, "Exit codes", ExitCode.Explanations);
        return ExitCode.Completed;
    }

    private static void Write(TextWriter page, string title, IReadOnlyList<string> lines)
    {
        page.WriteLine($"{title}:");
        foreach (var line in lines)
            page.WriteLine($"  {line}");
        page.WriteLine();
    }
}
