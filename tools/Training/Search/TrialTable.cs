using System.Globalization;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Search;

/// <summary><c>trials.csv</c>: a line for each finished trial, written when it ends. Finished trials are not repeated.</summary>
public sealed class TrialTable
{
    public const string FileName = "trials.csv";

    private const string Head =
        "trial,data,outcome,matthews,auc,balanced_accuracy,loss,width,head_rate,rate,weight_decay,dropout,label_smoothing,mixup,rate_decay,seconds";

    private readonly string _path;
    private readonly string _data;
    private readonly SortedDictionary<int, TrialResult> _results = [];

    private TrialTable(string path, string data)
    {
        _path = path;
        _data = data;
    }

    /// <summary>Finished trials in order.</summary>
    public IReadOnlyCollection<TrialResult> Results => _results.Values;

    /// <summary>The one with the best score; none where none has a score.</summary>
    public TrialResult? Best
    {
        get
        {
            TrialResult? best = null;
            foreach (var result in _results.Values)
            {
                if (result.Score?.Beats(best?.Score) == true)
                    best = result;
            }

            return best;
        }
    }

    /// <summary>Opens a folder's table; an empty one where there is none.</summary>
    /// <param name="folder">The search's folder; made where it isn't there.</param>
    /// <param name="data">Digest of the data and the schedule: trials of another one can't be compared.</param>
    /// <exception cref="ArgumentException">Not such a table, or one of other data; the message names the line.</exception>
    public static TrialTable Open(string folder, string data)
    {
        Directory.CreateDirectory(folder);
        var table = new TrialTable(Path.Combine(folder, FileName), data);
        if (!File.Exists(table._path))
            return table;
        var lines = File.ReadAllLines(table._path);
        if (lines.Length == 0 || lines[0] != Head)
            throw new ArgumentException($"{FileName}: expected the columns {Head}, found {(lines.Length == 0 ? "nothing" : lines[0])}");
        for (var line = 1; line < lines.Length; line++)
        {
            var result = table.Parse(lines[line], line + 1);
            table._results[result.Trial] = result;
        }

        return table;
    }

    public TrialResult? Find(int trial) => _results.GetValueOrDefault(trial);

    /// <summary>Adds a trial; the file is replaced in one rename.</summary>
    public void Add(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _results[result.Trial] = result;
        AtomicFile.Write(_path, string.Concat(_results.Values.Select(Line).Prepend(Head).Select(line => line + "\n")));
    }

    private string Line(TrialResult result)
    {
        var values = result.Values;
        string[] score = result.Score is { } found
            ? ["finished", Text(found.Matthews), Text(found.Auc), Text(found.BalancedAccuracy), Text(found.Loss)]
            : ["diverged", "", "", "", ""];
        return string.Join(',', (string[])
        [
            $"{result.Trial}", _data, .. score, $"{values.Width}", Text(values.HeadRate), Text(values.Rate), Text(values.WeightDecay), Text(values.Dropout),
            Text(values.LabelSmoothing), Text(values.MixupAlpha), Text(values.RateDecay), result.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
        ]);
    }

    private TrialResult Parse(string line, int number)
    {
        var cells = line.Split(',');
        if (cells.Length != Head.Split(',').Length)
            throw Unreadable($"{Head.Split(',').Length} cells", $"{cells.Length}");
        if (cells[1] != _data)
            throw Unreadable($"trials of the same data and schedule ({_data})", $"{cells[1]}; take another --out");
        var values = new TrialValues(
            (int)Number(7), Number(8), Number(9), Number(10), Number(11), Number(12), Number(13), Number(14));
        var score = cells[2] == "finished" ? new ValidationScore(Loss: Number(6), Auc: Number(4), Matthews: Number(3), BalancedAccuracy: Number(5)) : null;
        return new TrialResult((int)Number(0), values, score, Number(15));

        double Number(int cell) => double.TryParse(cells[cell], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unreadable($"a number as {Head.Split(',')[cell]}", $"'{cells[cell]}'");

        ArgumentException Unreadable(string expected, string found) => new($"{FileName}, line {number}: expected {expected}, found {found}");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
