using Spectre.Console;

namespace AxSpA.Cloud.Cli;

/// <summary>A console for tables on a writer that may or may not be a terminal.</summary>
internal static class PlainConsole
{
    private const int WidthWithoutTerminal = 200;

    /// <summary>Where no terminal has a width, a table is not folded to a guessed one.</summary>
    public static IAnsiConsole For(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target });
        if (!target.IsTerminal)
            console.Profile.Width = WidthWithoutTerminal;
        return console;
    }
}
