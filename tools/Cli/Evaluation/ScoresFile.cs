using System.Security.Cryptography;
using AxSpA.Cloud.Statistics.Evaluation;
using CsvHelper;

namespace AxSpA.Cloud.Cli.Evaluation;

/// <summary>
/// scores.csv: <c>id</c>, <c>truth</c> (0 or 1), an optional <c>set</c>, and a column of probabilities 0..1 for each model, in any order. Ids are unique within a set.
/// </summary>
/// <param name="Name">Of the file.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Models">In the order of their columns.</param>
/// <param name="Sets">In the order in which they first come; one called <c>all</c> where there is no such column.</param>
internal sealed record ScoresFile(string Name, string Sha256, IReadOnlyList<string> Models, IReadOnlyList<ScoredSet> Sets)
{
    public const string OnlySet = "all";

    /// <summary>A line is a case: a quote that is never closed spoils its own line alone.</summary>
    private static readonly CsvReaderOptions Plain = new()
    {
        Separator = ',',
        HasHeader = false,
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
    };

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="UsageException">Anything is wrong: every wrong place by its line, what was expected and what was found.</exception>
    public static ScoresFile Read(string path)
    {
        try
        {
            return Parse(Path.GetFileName(path), File.ReadAllBytes(path));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--scores: expected a readable file, found {path}: {refusal.Message}");
        }
    }

    public static ScoresFile Parse(string name, byte[] bytes)
    {
        using var rows = CsvReader.Create(bytes, Plain);
        var problems = new List<string>();
        if (!rows.Read())
            problems.Add("line 1: expected a head 'id,truth,…' with a column for each model, found an empty file");
        else if (ScoresHead.Of(Cells(rows), rows.LineNumber, problems) is { } head)
            return Rows(name, bytes, rows, head, problems);
        throw Refusal(name, problems);
    }

    private static ScoresFile Rows(string name, byte[] bytes, CsvReader rows, ScoresHead head, List<string> problems)
    {
        var sets = new Dictionary<string, CollectedSet>(StringComparer.Ordinal);
        var order = new List<string>();
        while (rows.Read())
        {
            var row = new ScoresRow(head, Cells(rows), rows.LineNumber, problems);
            if (row.Set is not { } set)
                continue;
            if (!sets.TryGetValue(set, out var collected))
            {
                sets[set] = collected = new CollectedSet(head.Models.Count);
                order.Add(set);
            }

            collected.Add(row, problems);
        }

        if (order.Count == 0 && problems.Count == 0)
            problems.Add("line 2: expected cases below the head, found none");
        if (problems.Count > 0)
            throw Refusal(name, problems);
        return new ScoresFile(
            name,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            head.Models,
            [.. order.Select(set => sets[set].ToSet(set, head.Models))]);
    }

    private static string[] Cells(CsvReader rows) => [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)];

    private static UsageException Refusal(string name, List<string> problems)
        => new($"--scores: {name} has {(problems.Count == 1 ? "a mistake" : $"{problems.Count} mistakes")}\n  {string.Join("\n  ", problems)}");

    /// <summary>The cases of one set as they come.</summary>
    private sealed class CollectedSet(int models)
    {
        private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);
        private readonly List<bool> _truths = [];
        private readonly List<double>[] _scores = [.. Enumerable.Range(0, models).Select(_ => new List<double>())];

        public void Add(ScoresRow row, List<string> problems)
        {
            if (row.Id is { } id && !_lines.TryAdd(id, row.Line))
                problems.Add($"line {row.Line}, column id: expected each id once a set, found '{id}' of line {_lines[id]} again");
            if (row.Truth is not { } truth)
                return;
            _truths.Add(truth);
            for (var model = 0; model < _scores.Length; model++)
                _scores[model].Add(row.Scores[model]);
        }

        public ScoredSet ToSet(string name, IReadOnlyList<string> names)
            => new(name, _truths, [.. names.Select((model, index) => new ModelScores(model, _scores[index]))]);
    }
}
