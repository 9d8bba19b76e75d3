using System.Globalization;
using System.Text.Json;
using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Statistics;

/// <summary>The reference's 436 made-up rows and what it computed from them.</summary>
internal static class GoldenScores
{
    private static readonly string[][] Rows =
        [.. File.ReadAllLines(Golden.File("stats/scores.csv")).Skip(1).Select(line => line.Split(','))];

    public static JsonElement Expected { get; } = JsonDocument.Parse(Golden.Bytes("stats/stats.json")).RootElement;

    public static ScoredCase[] Standard { get; } = [.. Rows.Select(row => new ScoredCase(row[1] == "1", Number(row[2])))];

    public static ScoredCase[] AnatomyAware { get; } = [.. Rows.Select(row => new ScoredCase(row[1] == "1", Number(row[3])))];

    /// <summary>Followed rows: truth after two years, and both models' answers at the paper's cut-offs.</summary>
    public static (bool[] Truth, bool[] Standard, bool[] AnatomyAware) Followed
    {
        get
        {
            var followed = Rows.Where(row => row[4] == "1").ToList();
            return (
                [.. followed.Select(row => row[5] == "1")],
                [.. followed.Select(row => Number(row[2]) > 0.69)],
                [.. followed.Select(row => Number(row[3]) > 0.59)]);
        }
    }

    public static ScoredCase[] Of(string model) => model == "standard" ? Standard : AnatomyAware;

    /// <summary>Rows of a golden table, without its head.</summary>
    public static double[][] Table(string name)
        => [.. File.ReadAllLines(Golden.File($"stats/{name}.csv")).Skip(1).Select(line => line.Split(',').Select(Number).ToArray())];

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
