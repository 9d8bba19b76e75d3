using System.Text.Json;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Tests.Statistics;
using Shouldly;

namespace AxSpA.Cloud.Tests.Evaluation;

/// <summary><c>axspa risk table</c>.</summary>
public class RiskTableTests
{
    private static readonly string[] Named = ["ratioToCohort", "ratioToCohortSeparate", "riskRatio", "oddsRatio", "oddsRatioExact", "riskDifference", "numberNeededToFollow"];

    [Theory]
    [InlineData("12 18 13 92", "anatomy_aware", 2.16, 4.717948717948718)]
    [InlineData("11 37 14 73", "standard", 1.2375, 1.5501930501930503)]
    [Trait("Requirement", "STA-02")]
    public async Task The_publications_tables_give_its_figure_under_its_right_name_beside_the_true_odds_ratio(string counts, string model, double ratio, double odds)
    {
        var found = await JsonAsync(counts);
        var expected = GoldenScores.Expected.GetProperty("progression").GetProperty(model);

        found.EnumerateObject().Select(property => property.Name).ShouldBe([.. Named, "fisherP"]);
        Value(found, "ratioToCohort").ShouldBe(ratio, 1e-12);
        Value(found, "ratioToCohortSeparate").ShouldBe(ratio, 1e-12);
        Value(found, "oddsRatio").ShouldBe(odds, 1e-12);
        Value(found, "oddsRatioExact").ShouldBe(expected.GetProperty("flagged_against_unflagged").GetProperty("conditional_odds_ratio").GetDouble(), 1e-6);
        found.GetProperty("fisherP").GetDouble().ShouldBe(expected.GetProperty("flagged_against_unflagged").GetProperty("fisher_p_two_sided").GetDouble(), 1e-9);
        foreach (var name in Named)
        {
            var estimate = found.GetProperty(name);
            if (estimate.ValueKind != JsonValueKind.Null)
                estimate.EnumerateObject().Select(property => property.Name).Take(4).ShouldBe(["value", "low", "high", "method"]);
        }
    }

    [Theory]
    [InlineData("0 5 3 20")]
    [InlineData("5 0 3 20")]
    [InlineData("2 5 0 20")]
    [InlineData("2 5 3 0")]
    [InlineData("0 0 3 20")]
    [InlineData("3 20 0 0")]
    [InlineData("0 10 0 20")]
    [InlineData("10 0 20 0")]
    [InlineData("1 0 0 0")]
    [InlineData("0 0 0 1")]
    [InlineData("1000000 1000000 1000000 1000000")]
    [Trait("Requirement", "REG-06")]
    public async Task Numbers_are_finite_or_null_and_what_is_missing_has_a_reason(string counts)
    {
        var found = await JsonAsync(counts);

        foreach (var name in Named.Where(name => found.GetProperty(name).ValueKind != JsonValueKind.Null))
        {
            var estimate = found.GetProperty(name);
            var missing = new[] { "value", "low", "high" }.Any(part => estimate.GetProperty(part).ValueKind == JsonValueKind.Null);
            if (missing)
                estimate.GetProperty("note").GetString().ShouldNotBeNullOrEmpty(name);
        }
    }

    [Theory]
    [InlineData("0 0 0 0", "expected at least one subject, found 0 0 0 0")]
    [InlineData("x 1 2 3", "A (flagged, progressed): expected a count 0 to 1000000, found x")]
    [InlineData("1 2.5 2 3", "B (flagged, not progressed): expected a count 0 to 1000000, found 2.5")]
    [InlineData("1 2 -3 3", "C (not flagged, progressed): expected a count 0 to 1000000, found -3")]
    [InlineData("1 2 3 1000001", "D (neither): expected a count 0 to 1000000, found 1000001")]
    [InlineData("1 2 3", "'D'")]
    [Trait("Requirement", "REG-06")]
    public async Task Wrong_counts_are_a_usage_error(string counts, string words)
    {
        var run = await CommandRun.OfAsync(["risk", "table", .. counts.Split(' ')]);

        run.Code.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain(words);
    }

    [Fact]
    public async Task The_table_for_people_names_every_estimator_and_its_method()
    {
        var run = await CommandRun.OfAsync("risk", "table", "12", "18", "13", "92");

        foreach (var words in new[] { "ratio to the cohort's rate", "2.16", "risk ratio", "3.23", "odds ratio", "4.72", "Woolf", "Newcombe", "number needed to follow", "Fisher" })
            run.Output.ShouldContain(words);
    }

    private static double Value(JsonElement found, string name) => found.GetProperty(name).GetProperty("value").GetDouble();

    private static async Task<JsonElement> JsonAsync(string counts)
    {
        var run = await CommandRun.OfAsync(["risk", "table", .. counts.Split(' '), "--json"]);
        run.Code.ShouldBe(0, run.Errors);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
