using System.Text.RegularExpressions;
using AxSpA.Cloud.Contracts.Edge;
using AxSpA.Cloud.Contracts.Edge.V1;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion.Edge;
using AxSpA.Cloud.Tests.Contracts;
using Shouldly;
using Route = AxSpA.Cloud.Contracts.Route;

namespace AxSpA.Cloud.Tests.Edge;

public partial class EdgeEventsTests
{
    private static readonly DateTimeOffset Recorded = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static TheoryData<string> Results => [.. EdgeEvents.Results.Select(result => result.Event.Name)];

    [Fact]
    public void Types_are_unique_carry_their_version_and_are_events_of_the_route()
    {
        var types = EdgeEvents.Results.Select(result => result.Type).Append(EdgeEvents.Offered).Append(EdgeEvents.Refused).ToList();
        types.ShouldBeUnique();
        types.ShouldAllBe(type => TypeName().IsMatch(type));
        EdgeEvents.Results.Select(result => result.Event).ShouldBeSubsetOf(Route.Steps.Select(step => step.Event));
        EdgeEvents.Results.Select(result => result.Schema).ShouldAllBe(schema => Uri.IsWellFormedUriString(schema, UriKind.Absolute));
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Event_told_twice_has_one_id_and_a_subject(string name)
    {
        var told = EdgeEvents.Find(name)!;

        var first = ResultCloudEvent.Of(told, Populated.Of(told.Event), 7, "/axspa/ingestion", Recorded, null);
        var again = ResultCloudEvent.Of(told, Populated.Of(told.Event), 7, "/axspa/ingestion", Recorded, null);

        again.ToJson().ShouldBe(first.ToJson());
        first.Id.ShouldStartWith(told.Type);
        first.Subject.ShouldNotBeEmpty();
        first.Sequence.ShouldBe("0000000007");
        first.ToJson().ShouldContain("\"time\":\"2030-01-02T03:04:05+00:00\"");
    }

    [Fact]
    public void Progression_that_says_something_else_has_another_id()
    {
        var told = EdgeEvents.Find(nameof(ProgressionObserved))!;
        var open = (ProgressionObserved)Populated.Of(told.Event) with { WithinWindow = null };
        ProgressionObserved[] tellings =
        [
            open,
            open with { WithinWindow = true },
            open with { WithinWindow = false },
            open with { BaselineDate = open.BaselineDate.AddDays(1) },
            open with { LastSeenNonRadiographic = open.LastSeenNonRadiographic.AddDays(1) },
            open with { FirstSeenRadiographic = open.FirstSeenRadiographic.AddDays(1) },
        ];

        tellings.Select(told.Key).ShouldBeUnique();
    }

    [Fact]
    public void Readme_tables_the_types_and_shows_an_event_as_it_leaves()
    {
        var readme = File.ReadAllText(Repository.File("contracts", "README.md"));
        var rows = Row().Matches(readme).Select(row => (row.Groups[1].Value, row.Groups[2].Value));

        rows.ShouldBe(
            [
                .. EdgeEvents.Results.Select(result => (result.Type, result.Event.Name)),
                (EdgeEvents.Refused, nameof(RadiographRefused)),
                (EdgeEvents.Offered, nameof(RadiographOffered)),
            ],
            ignoreOrder: true);
        foreach (var attribute in new[] { "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "dataref", "sequence", "traceparent" })
            readme.ShouldContain($"\"{attribute}\": \"");
    }

    [GeneratedRegex(@"^axspa\.[a-z]+\.[a-z]+\.v[1-9]\d*$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^\| `(axspa\.[^`]+)` \| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
