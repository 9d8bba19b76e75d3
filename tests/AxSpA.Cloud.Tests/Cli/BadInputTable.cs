using System.Text.RegularExpressions;
using AxSpA.Cloud.Tests.Architecture;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>The README's table of bad input, so that what it promises is what happens. In its last column … stands for whatever varies.</summary>
internal static class BadInputTable
{
    private static readonly Dictionary<string, (string Outcome, string Said)> Rows = Read();

    public static IEnumerable<string> Inputs => Rows.Keys;

    /// <param name="input">First column.</param>
    /// <param name="outcome">Second column.</param>
    /// <param name="said">What was said, in full.</param>
    public static void ShouldSay(string input, string outcome, string said)
    {
        Rows.ShouldContainKey(input);
        Rows[input].Outcome.ShouldBe(outcome, input);
        said.ShouldMatch($"^{Regex.Escape(Rows[input].Said).Replace("…", ".*", StringComparison.Ordinal)}$", input);
    }

    private static Dictionary<string, (string Outcome, string Said)> Read()
        => SourceTree.Read("README.md").Split("## Bad input")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1], cells => (cells[2], cells[3]));
}
