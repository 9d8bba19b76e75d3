namespace AxSpA.Cloud.Cli.Evaluation;

/// <summary>Which column of scores.csv is what.</summary>
/// <param name="Columns">All names.</param>
/// <param name="Id">Place of the id.</param>
/// <param name="Truth">Place of the truth.</param>
/// <param name="Set">Place of the set; null where all cases are one.</param>
/// <param name="ModelPlaces">Places of the scores.</param>
internal sealed record ScoresHead(IReadOnlyList<string> Columns, int Id, int Truth, int? Set, IReadOnlyList<int> ModelPlaces)
{
    private const string IdColumn = "id";
    private const string TruthColumn = "truth";
    private const string SetColumn = "set";

    /// <summary>Names of the models' columns.</summary>
    public IReadOnlyList<string> Models => [.. ModelPlaces.Select(place => Columns[place])];

    /// <summary>Null where the head is wrong; the problems say how.</summary>
    public static ScoresHead? Of(IReadOnlyList<string> columns, long line, List<string> problems)
    {
        var before = problems.Count;
        if (columns.Count == 1 && columns[0].Contains(';', StringComparison.Ordinal))
            problems.Add($"line {line}: expected columns separated by commas, found semicolons");
        foreach (var column in new[] { IdColumn, TruthColumn }.Where(column => !columns.Contains(column)))
            problems.Add($"line {line}: expected a column '{column}', found {string.Join(", ", columns)}");
        foreach (var twice in columns.GroupBy(column => column, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add($"line {line}: expected each column once, found '{twice.Key}' {twice.Count()} times");
        if (columns.Any(column => column.Length == 0))
            problems.Add($"line {line}: expected a name for each column, found an empty one");
        int[] models = [.. Enumerable.Range(0, columns.Count).Where(place => columns[place] is not (IdColumn or TruthColumn or SetColumn))];
        if (models.Length == 0)
            problems.Add($"line {line}: expected a column of scores for at least one model, found {string.Join(", ", columns)}");
        if (problems.Count > before)
            return null;
        var names = columns.ToList();
        return new ScoresHead(names, names.IndexOf(IdColumn), names.IndexOf(TruthColumn), names.IndexOf(SetColumn) is >= 0 and var set ? set : null, models);
    }
}
