using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Tests.LongitudinalRisk;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace AxSpA.Cloud.Tests.Evaluation;

/// <summary>The publication's flow and tables through the registry's state, and the page they end on.</summary>
public class RiskReportTests
{
    /// <summary>SQLite's usual.</summary>
    private const int PageBytes = 4096;

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
    [Trait("Requirement", "STA-02")]
    public void Flow_is_the_publications()
    {
        var flow = Published.Flow;

        (flow.Imaged, flow.Followed, flow.FollowedInWindow, flow.Negative, flow.Progressed).ShouldBe((436, 311, 251, 135, 25));
        (flow.PositiveAtBaseline, flow.UndecidedAtBaseline, flow.UndecidedAtFollowUp).ShouldBe((116, 0, 0));
    }

    [Fact]
    [Trait("Requirement", "STA-02")]
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
    [Trait("Requirement", "DEM-01")]
    public void Demonstration_model_is_named_as_one_where_it_is_its_routes_only_one_too()
    {
        var subjects = PublishedCohort.Subjects;
        foreach (var answer in subjects.SelectMany(subject => subject.Visits).SelectMany(visit => visit.Answers).Where(answer => answer.Route == Cloud.Grpc.V1.ClassificationRoute.Standard))
            (answer.Model.Name, answer.Model.Version) = ("synthetic-sacroiliitis-standard", "1");

        CohortCases.Of(subjects).Models.ShouldBe(["anatomy-aware", "standard synthetic-sacroiliitis-standard 1"]);
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
        model.LogRank.ShouldNotBeNull().P.ShouldBeInRange(0, 0.01);
    }

    [Fact]
    [Trait("Requirement", "REP-01")]
    public void Reverted_subjects_and_contradicting_records_are_counted_where_they_change_what_is_counted()
    {
        // Seen to progress after a year and not after two: an event of the survival estimates, and not progressed in the table. Its third visit's readers contradict themselves.
        RegistryRecord[] records =
        [
            .. Subjects.Read("a", "M0", 0, false, "r0"),
            .. Subjects.Read("a", "M12", 12, true),
            .. Subjects.Read("a", "M24", 24, false),
            Subjects.Visit("a", "M60", 60),
            Subjects.Reading("a", "M60", "first", 0, 0),
            Subjects.Reading("a", "M60", "first", 3, 3),
            Subjects.Classified("r0", 0.9),
            .. Subjects.Read("b", "M0", 0, false, "r1"),
            .. Subjects.Read("b", "M24", 24, true),
            Subjects.Classified("r1", 0.2),
        ];
        var cohort = CohortCases.Of([.. CohortState.Of(records, Subjects.Rules).Subjects.Select(AxSpA.Cloud.LongitudinalRisk.Grpc.CohortReading.MessageOf)]);
        var analysis = CohortAnalysis.Of(cohort.Models, cohort.Cases);

        var report = RiskReport.Of("GESPIC", analysis, "axspa");

        var model = analysis.Models.Single();
        (model.Table.FlaggedProgressed, model.Table.FlaggedNot, model.Flagged.Events).ShouldBe((0, 1, 1));
        report.Html.ShouldContain("non-radiographic again (reverted): 1. With records that contradict each other: 1.");
        report.Html.ShouldContain("Reverted: 1 of 1 flagged and 0 of 1 unflagged events");
        report.Html.ShouldContain("contradict each other: 1 of 1 flagged and 0 of 1 unflagged subjects");
        var metrics = JsonDocument.Parse(report.Metrics).RootElement;
        (Counts(metrics.GetProperty("flow")), Counts(metrics.GetProperty("models").GetProperty("anatomy-aware").GetProperty("survival").GetProperty("flagged"))).ShouldBe(((1, 1), (1, 1)));

        static (int Reverted, int Conflicting) Counts(JsonElement of) => (of.GetProperty("reverted").GetInt32(), of.GetProperty("conflicting").GetInt32());
    }

    [Fact]
    [Trait("Requirement", "REP-01")]
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

        XDocument.Parse(report.Html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!.Value
            .ShouldContain("No model has read a baseline of this cohort: are radiographs sent with the same site as the visits?");
        var flow = JsonDocument.Parse(report.Metrics).RootElement.GetProperty("flow");
        (flow.GetProperty("imaged").GetInt32(), flow.GetProperty("unreadByModels").GetInt32()).ShouldBe((1, 1));
        flow.GetProperty("note").GetString().ShouldNotBeNull().ShouldContain("a part of the one before");
    }

    [Fact]
    [Trait("Requirement", "REP-01")]
    public void Forest_plot_draws_every_stratum_that_has_a_ratio_and_names_the_others()
    {
        var model = Published.Models[0];
        var forest = RiskReport.Of("GESPIC", Published, "axspa").Figures.Single(figure => figure.Name == "strata-anatomy-aware").Svg;
        var ratios = model.Strata.SelectMany(by => by.Strata.Select(stratum => stratum.Table.RiskRatio)).ToList();

        forest.Value.ShouldContain("3.23 (");
        // A square each; the first rectangle is the ground.
        (forest.Descendants(Svg + "rect").Count() - 1).ShouldBe(ratios.Count(ratio => ratio is { Value: not null, Low: not null, High: not null }));
        foreach (var by in model.Strata)
            forest.Value.ShouldContain(by.Variable);
        forest.Descendants(Svg + "line").Attributes("x2").ShouldAllBe(x => double.Parse(x.Value, System.Globalization.CultureInfo.InvariantCulture) <= 568);
    }

    [Fact]
    public async Task Brief_cohort_is_the_whole_one_without_readings()
    {
        await using var registry = await ServedRegistry.StartAsync();
        await registry.BringAsync(PublishedCohort.Records.Take(600));

        var (brief, whole) = (await ReadAsync(registry, brief: true), await ReadAsync(registry, brief: false));

        brief.SelectMany(subject => subject.Visits).ShouldAllBe(visit => visit.Readings.Count == 0);
        whole.SelectMany(subject => subject.Visits).ShouldContain(visit => visit.Readings.Count > 0);
        whole.SelectMany(subject => subject.Visits).ShouldContain(visit => visit.Answers.Count > 0);
        foreach (var visit in whole.SelectMany(subject => subject.Visits))
            visit.Readings.Clear();
        foreach (var answer in brief.SelectMany(subject => subject.Visits).SelectMany(visit => visit.Answers))
            answer.ModelPlace = 0;
        brief.ShouldBe(whole);
    }

    [Fact]
    public async Task Commands_read_a_work_folder_that_no_system_runs_on()
    {
        using var folder = new TemporaryFolder();
        await ImportAsync(folder);

        var report = await CommandRun.OfAsync("risk", "report", "--cohort", "GESPIC", "--work", folder["work"], "--out", folder["report"]);
        var characteristics = await CommandRun.OfAsync("risk", "characteristics", "--cohort", "GESPIC", "--work", folder["work"]);
        var agreement = await CommandRun.OfAsync("readers", "agreement", "--cohort", "GESPIC", "--work", folder["work"]);

        report.Code.ShouldBe(0, report.Errors);
        File.Exists(folder["report/report.html"]).ShouldBeTrue();
        characteristics.Code.ShouldBe(0, characteristics.Errors);
        characteristics.Output.ShouldContain("GESPIC, N = 300");
        agreement.Code.ShouldBe(0, agreement.Errors);
    }

    [Fact]
    public async Task Radiographs_of_another_site_and_readings_that_do_not_count_are_told()
    {
        await using var registry = await ServedRegistry.StartAsync();
        using var folder = new TemporaryFolder();
        var readers = new[] { "first", "second", "third" };
        await File.WriteAllLinesAsync(
            folder["visits.csv"],
            ["subject,site,visit,date,reader,role,blinded,left_grade,right_grade", .. readers.Select(reader => $"anna,berlin,M0,2018-03-01,{reader},central,,0,1")],
            TestContext.Current.CancellationToken);
        await registry.BringAsync([new RadiographRecord { RadiographId = new('b', 32), Subject = registry.Subject("anna"), Site = "local", AcquisitionDate = new(2018, 3, 1) }, Subjects.Classified(new('b', 32), 0.9)]);
        var (cohort, server) = (new[] { "--cohort", "DAMACT" }, new[] { "--server", registry.Address.ToString() });
        var import = await CommandRun.OfAsync(["risk", "import", .. cohort, folder["visits.csv"], .. server]);

        var report = await CommandRun.OfAsync(["risk", "report", .. cohort, .. server, "--out", folder["report"]]);

        (import.Code, report.Code).ShouldBe((0, 0), import.Errors + report.Errors);
        report.Output.ShouldStartWith(
            "1 with a baseline radiograph or reading, of these 0 followed, of these 0 within the window, of these 0 non-radiographic at baseline, of these 0 progressed\n"
            + "undecided by the readers: 1 of 1 baselines, 0 of 0 follow-ups of those non-radiographic at baseline; some rules count blinded readings alone\n"
            + "no model has read a baseline of this cohort: are radiographs sent with the same site as the visits?\n");
        var page = await File.ReadAllTextAsync(folder["report/report.html"], TestContext.Current.CancellationToken);
        page.ShouldContain("Undecided by the readers: 1 of 1 baselines");
        page.ShouldContain("No model has read a baseline of this cohort");
    }

    [Fact]
    public async Task Agreement_pools_visits_and_says_how_sure_it_is()
    {
        await using var registry = await ServedRegistry.StartAsync();
        // Two visits each of twenty subjects; the readers differ on every fifth.
        await registry.Intake.AcceptAsync(
            [.. Enumerable.Range(0, 20).SelectMany(number => new[] { "M0", "M24" }.SelectMany((visit, place) => new SubjectRecord[]
            {
                Subjects.Visit($"{number}", visit, 24 * place),
                Subjects.Reading($"{number}", visit, "first", number % 2 == 0 ? 0 : 3, 1),
                Subjects.Reading($"{number}", visit, "second", number % 2 == 0 || number % 5 == 0 ? 0 : 3, 1),
            }))],
            "test",
            TestContext.Current.CancellationToken);
        string[] call = ["readers", "agreement", "--cohort", "GESPIC", "--server", registry.Address.ToString()];

        var (shown, json) = (await CommandRun.OfAsync(call), await CommandRun.OfAsync([.. call, "--json"]));

        shown.Code.ShouldBe(0, shown.Errors);
        shown.Output.ShouldContain("visits");
        shown.Output.ShouldContain("all visits of a subject are pooled");
        shown.Output.ShouldContain("services/LongitudinalRisk/README.md says how to find a reader by code");
        var pair = JsonDocument.Parse(json.Output).RootElement.GetProperty("pairs")[0];
        pair.GetProperty("n").GetInt32().ShouldBe(40);
        pair.GetProperty("kappa").GetDouble().ShouldBe(0.8, 1e-12);
        var interval = pair.GetProperty("kappaInterval");
        interval.GetProperty("low").GetDouble().ShouldBeInRange(0.3, 0.7);
        interval.GetProperty("high").GetDouble().ShouldBeInRange(0.8, 1);
        interval.GetProperty("method").GetString().ShouldBe("percentile bootstrap over subjects, 1000 repetitions, seed 0");
    }

    [Fact]
    public async Task A_reader_is_found_by_code_as_the_documentation_says()
    {
        await using var registry = await ServedRegistry.StartAsync();

        // printf 'reader\n5:first' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…
        var digest = HMACSHA256.HashData(new byte[32], "reader\n5:first"u8);

        registry.Get<RegistryPseudonyms>().Reader("first").ShouldBe(Convert.ToHexStringLower(digest)[..32]);
    }

    [Theory]
    [InlineData("missing", "--work: expected a work folder, found no such folder: ")]
    [InlineData("empty", "--work: expected a work folder of axspa, found no registry in ")]
    [Trait("Requirement", "REG-06")]
    public async Task Folder_without_a_registry_is_a_usage_error_and_none_is_made(string kind, string words)
    {
        using var folder = new TemporaryFolder();
        if (kind == "empty")
            Directory.CreateDirectory(folder["work"]);

        var run = await CommandRun.OfAsync("risk", "report", "--cohort", "GESPIC", "--work", folder["work"], "--out", folder["report"]);

        run.Code.ShouldBe(2, run.Errors);
        run.Errors.ShouldContain(words + folder["work"]);
        Directory.Exists(folder["report"]).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Count().ShouldBe(kind == "empty" ? 1 : 0);
    }

    [Theory]
    [InlineData("other text")]
    [InlineData("cut")]
    [InlineData("torn")]
    [Trait("Requirement", "REG-06")]
    public async Task Corrupt_registry_is_a_usage_error_and_no_report_is_written(string kind)
    {
        using var folder = new TemporaryFolder();
        await ImportAsync(folder);
        var database = folder["work/database/longitudinal-risk.db"];
        // The command ran in this process, whose pool keeps the file open; the last connection to close leaves nothing beside it.
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, ForeignKeys = true }.ConnectionString))
            SqliteConnection.ClearPool(connection);
        File.Exists(database + "-wal").ShouldBeFalse();
        var bytes = await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken);
        var corrupt = kind switch
        {
            "other text" => Enumerable.Repeat((byte)'x', 10_000).ToArray(),
            "cut" => bytes[..(3 * PageBytes)],
            // Its schema stands, so it opens; what it holds does not.
            _ => [.. bytes.Chunk(PageBytes).SelectMany((page, number) => number == 0 || IsSchema(page) ? page : Array.ConvertAll(page, value => (byte)~value))],
        };
        await File.WriteAllBytesAsync(database, corrupt, TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("risk", "report", "--cohort", "GESPIC", "--work", folder["work"], "--out", folder["report"]);

        run.Code.ShouldBe(2, run.Errors);
        run.Errors.ShouldStartWith("axspa: expected ");
        run.Errors.TrimEnd().ShouldNotContain("\n");
        Directory.Exists(folder["report"]).ShouldBeFalse();
        // One that opens is looked at by the migrations, which leave their mark.
        if (kind != "torn")
            (await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken)).ShouldBe(corrupt);
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
        report.Output.ShouldContain("436 with a baseline radiograph or reading, of these 311 followed, of these 251 within the window, of these 135 non-radiographic at baseline, of these 25 progressed\n");
        report.Output.ShouldContain("undecided by the readers: 0 of 436 baselines, 0 of 135 follow-ups of those non-radiographic at baseline\n");
        // Thirty subjects' answers are in, of two models each.
        report.Output.ShouldContain("no model has read 406 of 436 baselines of this cohort: are radiographs sent with the same site as the visits?\n");
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
    [Trait("Requirement", "STA-02")]
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
    [Trait("Requirement", "REG-06")]
    public async Task Unknown_and_empty_cohorts_are_a_usage_error(string cohort, string words)
    {
        await using var registry = await ServedRegistry.StartAsync();

        var run = await CommandRun.OfAsync("risk", "characteristics", "--cohort", cohort, "--server", registry.Address.ToString());

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain(words);
    }

    /// <summary>Tables' definitions, or the list of migrations.</summary>
    private static bool IsSchema(byte[] page)
        => page.AsSpan().IndexOf("CREATE "u8) >= 0 || page.AsSpan().IndexOf("_Readables"u8) >= 0;

    /// <summary>300 subjects with a visit and two readings each.</summary>
    private static async Task ImportAsync(TemporaryFolder folder)
    {
        var lines = Enumerable.Range(0, 300).SelectMany(subject => new[] { $"s{subject},M0,2018-03-01,,,,", $"s{subject},M0,,first,central,0,1", $"s{subject},M0,,second,central,1,0" });
        await File.WriteAllLinesAsync(folder["visits.csv"], ["subject,visit,date,reader,role,left_grade,right_grade", .. lines], TestContext.Current.CancellationToken);
        var import = await CommandRun.OfAsync("risk", "import", "--cohort", "GESPIC", folder["visits.csv"], "--out", folder["work"]);
        import.Code.ShouldBe(0, import.Errors);
    }

    private static async Task<List<Cloud.Grpc.V1.CohortSubject>> ReadAsync(ServedRegistry registry, bool brief)
    {
        using var call = registry.Client.ReadCohort(new() { Cohort = "GESPIC", Brief = brief }, cancellationToken: TestContext.Current.CancellationToken);
        var subjects = new List<Cloud.Grpc.V1.CohortSubject>();
        await foreach (var some in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            CohortSource.NameModels(some);
            subjects.AddRange(some.Subjects);
        }

        return subjects;
    }
}
