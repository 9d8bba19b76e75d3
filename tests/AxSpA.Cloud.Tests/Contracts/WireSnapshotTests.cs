using System.Text.Json.Nodes;
using AxSpA.Cloud.Contracts.V1;
using Shouldly;

namespace AxSpA.Cloud.Tests.Contracts;

public class WireSnapshotTests
{
    private const string Accept = "AXSPA_ACCEPT_SNAPSHOTS";

    private static readonly string Folder = Repository.File("tests", "AxSpA.Cloud.Tests", "Contracts", "Snapshots");

    public static TheoryData<Type> Events => [.. WireShape.Events, .. WireShape.EdgeEvents];

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_has_the_shape_that_was_accepted(Type @event)
    {
        var path = Path.Combine(Folder, @event.Name + ".json");
        var now = WireSnapshot.Of(@event);
        var accepted = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : null;
        if (accepted is not null)
        {
            WireSnapshot.Breaks(accepted, now).ShouldBeEmpty(
                $"{@event.Name} would no longer be read by those who read {@event.Namespace}: leave it as it was and add its next version in a namespace V2 beside it.");
        }

        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(path, WireSnapshot.Text(now));
        (File.Exists(path) ? File.ReadAllText(path) : "").ShouldBe(
            WireSnapshot.Text(now),
            $"{@event.Name} got an optional property or is new. If that is meant, run the tests with {Accept}=1 and commit {Path.GetFileName(path)}.");
    }

    [Fact]
    public void Snapshots_are_of_the_events_of_route_and_edge_and_no_others()
        => Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .ShouldBe(WireShape.Events.Concat(WireShape.EdgeEvents).Select(@event => @event.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("subject: string", null, "gone     RadiographReceived subject: string")]
    [InlineData("subject: string", "subject: int32", "gone     RadiographReceived subject: string")]
    [InlineData("subject: string", "subject: string, required", "new      RadiographReceived subject: string, required")]
    [InlineData("rows: int32, required", "rows: int32", "gone     RadiographReceived rows: int32, required")]
    [InlineData("rows: int32, required", "rowCount: int32, required", "new      RadiographReceived rowCount: int32, required")]
    public void Change_that_a_reader_would_not_survive_is_named(string line, string? changed, string expected)
        => BreaksAfter("RadiographReceived", lines => Replace(lines, line, changed)).ShouldContain(expected);

    [Fact]
    public void New_member_of_an_enumeration_is_named_because_readers_refuse_what_they_do_not_know()
        => BreaksAfter("LateralityBasis", lines => lines.Add("marker")).ShouldBe(["new      LateralityBasis marker"]);

    [Fact]
    public void Optional_addition_with_a_type_of_its_own_breaks_nobody()
    {
        var accepted = WireSnapshot.Of(typeof(RadiographReceived));
        var now = accepted.DeepClone().AsObject();
        now["types"]!["RadiographReceived"]!.AsArray().Add("exposure: Exposure");
        now["types"]!["Exposure"] = new JsonArray("kilovolts: double, required");

        WireSnapshot.Breaks(accepted, now).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> BreaksAfter(string type, Action<JsonArray> change)
    {
        var accepted = WireSnapshot.Of(typeof(RadiographReceived));
        var now = accepted.DeepClone().AsObject();
        change(now["types"]![type]!.AsArray());
        return WireSnapshot.Breaks(accepted, now);
    }

    private static void Replace(JsonArray lines, string line, string? changed)
    {
        var node = lines.Single(candidate => candidate!.GetValue<string>() == line);
        var index = lines.IndexOf(node);
        lines.RemoveAt(index);
        if (changed is not null)
            lines.Insert(index, changed);
    }
}
