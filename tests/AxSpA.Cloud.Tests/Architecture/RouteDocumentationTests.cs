using System.Text.RegularExpressions;
using AxSpA.Cloud.Contracts;
using Shouldly;

namespace AxSpA.Cloud.Tests.Architecture;

/// <summary>What the READMEs draw and tabulate is what <see cref="Route"/> says.</summary>
[Trait("Requirement", "ARC-03")]
public partial class RouteDocumentationTests
{
    private static readonly (string Publisher, string Event, string Consumer)[] Way =
    [
        .. from step in Route.Steps
           from publisher in step.Publishers
           from consumer in step.Consumers
           select (Name(publisher), step.Event.Name, Name(consumer.Service)),
    ];

    [Fact]
    public void Picture_of_the_readme_draws_only_what_the_route_says_and_every_way_to_a_stage()
    {
        var drawn = Arrow().Matches(SourceTree.Read("README.md"))
            .Select(arrow => (arrow.Groups[1].Value, arrow.Groups[2].Value, arrow.Groups[3].Value))
            .Where(arrow => arrow.Item3 != "result")
            .ToList();
        drawn.ShouldBeSubsetOf(Way);
        Way.Where(way => way.Consumer != "Ingestion").ShouldBeSubsetOf(drawn);
    }

    [Fact]
    public void Table_of_the_events_names_their_publishers_and_consumers()
    {
        var rows = SourceTree.Read("contracts/README.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')).ToList();
        foreach (var step in Route.Steps)
        {
            var row = rows.Single(cells => cells[1].Contains($"`{step.Event.Name}`", StringComparison.Ordinal));
            Names(row[2]).ShouldBe(step.Publishers.Select(Name), ignoreOrder: true, step.Event.Name);
            var consumers = step.Consumers.Select(consumer => consumer.Service == Services.Ingestion ? "*ledger*" : Name(consumer.Service));
            Names(row[3]).ShouldBe(consumers, ignoreOrder: true, step.Event.Name);
        }
    }

    private static IEnumerable<string> Names(string cell)
        => Remark().Replace(cell, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(name => name != "–");

    /// <summary><c>longitudinal-risk</c> is LongitudinalRisk in the tree.</summary>
    private static string Name(string service) => string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex("""^  (\w+) -- "?(\w+)[^-]*--> (\w+)""", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Remark();
}
