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
        var command = parseResult.CommandResult.Command;
        Write(page, "Examples", ExamplesOf(command));
        if (command is DocumentedCommand documented)
            Write(page, "Exit codes", documented.ExitCodes.Lines);
        else
            Write(page, "Exit codes (each command's --help says what they mean there)", ExitMeanings.Overall.Lines);
        return ExitCode.Completed;
    }

    /// <summary>A group shows the first example of each of its commands.</summary>
    private static IReadOnlyList<string> ExamplesOf(Command command) => command switch
    {
        DocumentedCommand documented => documented.Examples,
        RootCommand => FirstSteps,
        _ => [.. command.Subcommands.OfType<DocumentedCommand>().Select(one => one.Examples[0])],
    };

    private static void Write(TextWriter page, string title, IReadOnlyList<string> lines)
    {
        page.WriteLine($"{title}:");
        foreach (var line in lines)
            page.WriteLine($"  {line}");
        page.WriteLine();
    }
}
