using System.Text.Json;
using System.Xml.Linq;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Tests.LongitudinalRisk;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Evaluation;

/// <summary>The publication's flow and tables through the registry's state, and the page they end on.</summary>
public class RiskReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static CohortAnalysis Published
    {
        get
        {
            var cohort = CohortCases.Of(PublishedCohort.Subjects);
            return CohortAnalysis.Of(cohort.Models, cohort.Cases);
        }
    }

    [Fact]
    public void Flow_is_the_publications()
    {
        var flow = Published.Flow;

        (flow.Imaged, flow.Followed, flow.FollowedInWindow, flow.Negative, flow.Progressed).ShouldBe((436, 311, 251, 135, 25));
        (flow.PositiveAtBaseline, flow.UndecidedAtBaseline, flow.UndecidedAtFollowUp).ShouldBe((116, 0, 0));
    }

    [Fact]
    public void Tables_and_figures_are_the_publications_under_their_right_names()
    {
        var models = Published.Models;

        models.Select(model => model.Model).ShouldBe(["anatomy-aware", "standard"]);
        models[0].Table.ShouldBe(new(12, 18, 13, 92));
        models[1].Table.ShouldBe(new(11, 37, 14, 73));
        models[0].Estimators!.RatioToCohort.Value!.Value.ShouldBe(2.16, 1e-12);
        models[0].Estimators!.OddsRatio.Value!.Value.ShouldBe(4.717948717948718, 1e-12);
        models[1].Estimators!.RatioToCohort.Value!.Value.ShouldBe(1.2375, 1e-12);
        models[1].Estimators!.OddsRatio.Value!.Value.ShouldBe(1.5501930501930503, 1e-12);
    }

    [Fact]
    public void McNemar_is_of_all_followed_and_of_the_negative()
    {
        var pair = Published.Comparisons.Single();

        (pair.AllCases, pair.NegativeCases).ShouldBe((251, 135));
        // Among the 116 positive at baseline both are right; one of the progressed is found by the first alone, 19 of the others are called positive by the second alone.
        (pair.Negative.FirstOnly, pair.Negative.SecondOnly).ShouldBe((20, 0));
        pair.All.ShouldBe(pair.Negative);
    }

    [Fact]
    public void Strata_add_up_to_the_table_and_what_was_not_collected_stands_apart()
    {
        var model = Published.Models[0];

        model.Strata.Select(by => by.Variable).ShouldBe(["site", "sex", "HLA-B27", "elevated CRP"]);
        foreach (var by in model.Strata)
            by.Strata.Sum(stratum => stratum.Table.Subjects).ShouldBe(135, by.Variable);
        model.Strata[2].Strata[^1].Value.ShouldBeNull();
        model.Strata[0].OddsRatio.Value!.Value.ShouldBe(model.Estimators!.OddsRatio.Value!.Value, 1e-12);
    }

    [Fact]
    public void Survival_counts_the_flagged_and_the_unflagged_apart()
    {
        var model = Published.Models[0];

        (model.Flagged.Subjects, model.Flagged.Events, model.Unflagged.Subjects, model.Unflagged.Events).ShouldBe((30, 12, 105, 13));
        // Everybody was seen once, after two years: Turnbull's mass lies between baseline and that visit.
        var mass = model.Flagged.Turnbull[0];
        mass.After.ShouldBe(0);
        mass.Probability.ShouldBe(0.4, 1e-6);
        model.LogRank.ShouldNotBeNull().P.ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Page_is_well_formed_and_shows_the_numbers()
    {
        var report = RiskReport.Of("GESPIC", Published, "axspa");

        var page = XDocument.Parse(report.Html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;
        foreach (var words in new[] { "Progression in GESPIC", "ratio to the cohort's rate", "2.16 (", "4.72 (1.86, 12.00)", "Kaplan–Meier on visit times", "first approximation", "Turnbull", "Research use only" })
            page.Value.ShouldContain(words);
        page.Descendants(Svg + "svg").Count().ShouldBe(report.Figures.Count);
        foreach (var (_, text) in report.Files)
        {
            text.ShouldNotContain("NaN");
            text.ShouldNotContain("Infinity");
            text.Replace(Svg.NamespaceName, "", StringComparison.Ordinal).ShouldNotContain("http");
        }
    }

    [Fact]
    public void A_cohort_that_no_model_has_read_and_nobody_followed_has_a_report_too()
    {
        var subjects = CohortState.Of(Subjects.Read("a", "M0", 0, radiographic: false), Subjects.Rules).Subjects.Select(AxSpA.Cloud.LongitudinalRisk.Grpc.CohortReading.MessageOf).ToList();
        var cohort = CohortCases.Of(subjects);

        var report = RiskReport.Of("GESPIC", CohortAnalysis.Of(cohort.Models, cohort.Cases), "axspa");

        XDocument.Parse(report.Html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!.Value.ShouldContain("No model has read a baseline radiograph");
        JsonDocument.Parse(report.Metrics).RootElement.GetProperty("flow").GetProperty("imaged").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Commands_read_a_cohort_of_a_running_system()
    {
        await using var registry = await ServedRegistry.StartAsync();
        await registry.Intake.AcceptAsync([.. PublishedCohort.Records.OfType<SubjectRecord>()], "test", TestContext.Current.CancellationToken);
        foreach (var classification in PublishedCohort.Records.OfType<ClassificationRecord>().Take(60))
            await registry.RegisterAsync(classification);
        using var folder = new TemporaryFolder();
        var server = registry.Address.ToString();

        var report = await CommandRun.OfAsync("risk", "report", "--cohort", "GESPIC", "--server", server, "--out", folder["report"]);
        var characteristics = await CommandRun.OfAsync("risk", "characteristics", "--cohort", "GESPIC", "--server", server, "--json");
        var agreement = await CommandRun.OfAsync("readers", "agreement", "--cohort", "GESPIC", "--server", server, "--json");

        report.Code.ShouldBe(0, report.Errors);
        report.Output.ShouldContain("436 imaged, 311 followed, 251 within the window, 135 non-radiographic at baseline, 25 progressed");
        File.Exists(folder["report/report.html"]).ShouldBeTrue();
        JsonDocument.Parse(characteristics.Output).RootElement.GetProperty("n").GetInt32().ShouldBe(436, characteristics.Errors);
        // Both readers always said the same, so there is nothing but agreement.
        JsonDocument.Parse(agreement.Output).RootElement.GetProperty("pairs")[0].GetProperty("kappa").GetDouble().ShouldBe(1, agreement.Errors);
    }

    [Theory]
    [InlineData("PROOF", 1483, "980 (66.1)", "789 (53.2)", "198 (13.4)")]
    [InlineData("GESPIC", 436, "219 (50.2)", "347 / 433 (80.1)", "188 / 423 (44.4)")]
    [InlineData("OptiRef", 340, "110 (32.4)", "153 / 334 (45.8)", "50 / 302 (16.6)")]
    [InlineData("DAMACT", 163, "89 (54.6)", "29 / 152 (19.1)", "22 / 152 (14.5)")]
    public async Task Characteristics_are_printed_as_the_publications_table_1(string cohort, int subjects, params string[] cells)
    {
        await using var registry = await ServedRegistry.StartAsync();
        await registry.Intake.AcceptAsync([.. PublishedTable1.RecordsOf(PublishedTable1.Columns.Single(column => column.Cohort == cohort))], "test", TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("risk", "characteristics", "--cohort", cohort, "--server", registry.Address.ToString());

        run.Code.ShouldBe(0, run.Errors);
        run.Output.ShouldContain($"{cohort}, N = {subjects}");
        foreach (var cell in cells)
            run.Output.ShouldContain($" {cell} ");
    }

    [Theory]
    [InlineData("NoSuch", "--cohort: expected one of DAMACT, GESPIC, OptiRef, PROOF, found NoSuch")]
    [InlineData("DAMACT", "--cohort: expected a cohort with subjects, found nobody in DAMACT")]
    public async Task Unknown_and_empty_cohorts_are_a_usage_error(string cohort, string words)
    {
        await using var registry = await ServedRegistry.StartAsync();

        var run = await CommandRun.OfAsync("risk", "characteristics", "--cohort", cohort, "--server", registry.Address.ToString());

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain(words);
    }
}
