using Spectre.Console;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>The lines of many processes on one stream, each behind the name of who wrote it; on a terminal, a colour for each service.</summary>
internal sealed class LogLines
{
    private static readonly Color[] Colours = [Color.Aqua, Color.Lime, Color.Yellow, Color.Fuchsia, Color.Orange1, Color.DodgerBlue1, Color.SpringGreen3, Color.Violet];

    private readonly TextWriter _output;
    private readonly IAnsiConsole? _terminal;
    private readonly int _width;
    private readonly Lock _gate = new();

    /// <param name="names">Whoever will write, to make the column wide enough.</param>
    public LogLines(TextWriter output, IEnumerable<string> names)
    {
        _output = output;
        _width = names.Max(name => name.Length) + 1;
        var target = new AnsiConsoleOutput(output);
        _terminal = target.IsTerminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = target }) : null;
    }

    /// <summary>One line, whole, from whichever thread.</summary>
    public void Write(string name, string line)
    {
        var column = (name + ":").PadRight(_width);
        lock (_gate)
        {
            if (_terminal is null)
                _output.Write(column);
            else
                _terminal.Write(new Text(column, new Style(ColourOf(name))));
            _output.Write(' ');
            _output.WriteLine(line);
            _output.Flush();
        }
    }

    private static Color ColourOf(string name)
    {
        var service = name.Split('/')[0];
        var place = Contracts.Services.Each.ToList().IndexOf(service);
        return place < 0 ? Color.Grey : Colours[place % Colours.Length];
    }
}
