using System.Globalization;

namespace AxSpA.Cloud.Cli.Evaluation;

/// <summary>A line of scores.csv. What is wrong in it is added to the problems; the values say null then.</summary>
internal sealed class ScoresRow
{
    public ScoresRow(ScoresHead head, IReadOnlyList<string> cells, long line, List<string> problems)
    {
        Line = line;
        Scores = [];
        if (cells.Count != head.Columns.Count)
        {
            problems.Add($"line {line}: expected {head.Columns.Count} columns, found {cells.Count}");
            return;
        }

        Id = Named("id", cells[head.Id]);
        Set = head.Set is { } set ? Named("set", cells[set]) : ScoresFile.OnlySet;
        var truth = TruthOf(cells[head.Truth]);
        Scores = [.. head.ModelPlaces.Select(place => Score(head.Columns[place], cells[place]))];
        Truth = truth;

        string? Named(string column, string text)
        {
            if (text.Length > 0)
                return text;
            problems.Add($"line {line}, column {column}: expected a name, found nothing");
            return null;
        }

        bool? TruthOf(string text)
        {
            if (text is "0" or "1")
                return text == "1";
            problems.Add($"line {line}, column truth: expected 0 or 1, found {Found(text)}");
            return null;
        }

        double Score(string column, string text)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 1)
                return score;
            problems.Add($"line {line}, column {column}: expected a score 0 to 1, found {Found(text)}");
            return 0;
        }
    }

    public long Line { get; }

    public string? Id { get; }

    public string? Set { get; }

    public bool? Truth { get; }

    /// <summary>In the order of the models.</summary>
    public IReadOnlyList<double> Scores { get; }

    private static string Found(string text) => text.Length == 0 ? "nothing" : $"'{text}'";
}
