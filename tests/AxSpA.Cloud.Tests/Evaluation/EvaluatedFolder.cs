using System.Text.Json;
using System.Xml.Linq;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Evaluation;

/// <summary>What <c>axspa evaluate</c> made of a file of scores.</summary>
internal sealed class EvaluatedFolder(TemporaryFolder folder, CommandRun run) : IDisposable
{
    /// <summary>The reference's scores without the columns that are none.</summary>
    public static string GoldenScores { get; } = string.Join('\n', File.ReadAllLines(Golden.File("stats/scores.csv")).Select(line => string.Join(',', line.Split(',')[..4])));

    public CommandRun Run { get; } = run;

    public JsonElement Metrics => JsonDocument.Parse(Text("metrics.json")).RootElement;

    public JsonElement Sets => Metrics.GetProperty("sets");

    /// <summary>The page as XML, which it is as well.</summary>
    public XElement Page => XDocument.Parse(Text("report.html").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;

    public string[] Drawings => [.. Directory.GetFiles(folder["out"], "*.svg").Order(StringComparer.Ordinal)];

    public bool WroteNothing => !Directory.Exists(folder["out"]);

    public static async Task<EvaluatedFolder> OfAsync(string csv, params string[] arguments)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["scores.csv"], csv, TestContext.Current.CancellationToken);
        return new EvaluatedFolder(folder, await CommandRun.OfAsync(["evaluate", "--scores", folder["scores.csv"], "--out", folder["out"], .. arguments]));
    }

    public string Text(string name) => File.ReadAllText(Path.Combine(folder["out"], name));

    public void Dispose() => folder.Dispose();
}
