using Spectre.Console;

namespace AxSpA.Cloud.Cli.Phantoms;

/// <summary>Says on standard error how far something countable is: every tenth of the way, on a terminal in one line.</summary>
internal sealed class CountedProgress(TextWriter errors, int cases, string what)
{
    private const int Parts = 10;

    private readonly bool _terminal = new AnsiConsoleOutput(errors).IsTerminal;
    private readonly Lock _gate = new();
    private int _done;

    /// <summary>One more is done; from any thread.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            _done++;
            if (_terminal)
                errors.Write($"\r{_done} of {cases} {what}{(_done == cases ? "\n" : "")}");
            else if (_done == cases || _done * Parts / cases > (_done - 1) * Parts / cases)
                errors.WriteLine($"{_done} of {cases} {what}");
        }
    }
}
