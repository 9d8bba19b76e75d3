using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Tests.Architecture;
using AxSpA.Cloud.Tests.LongitudinalRisk;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Risk;

public sealed class RiskImportTests : IDisposable
{
    private const string Header = "subject,visit,date,reader,role,blinded,left_grade,right_grade,status,diagnosis,hla_b27,age_years,sex\n";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_comes_into_a_running_registry_and_a_second_time_changes_nothing()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var file = Write(
            "visits.csv",
            Header
            + "anna,M0,2018-03-01,first,central,yes,0,1,,non-radiographic-axspa,yes,34.6,female\n"
            + "anna,M0,,second,central,yes,0,0,,,,,\n"
            + "\"meier, bert\",M0,2018-04-01,first,central,no,,,radiographic,radiographic-axspa,no,,\n");

        var run = await ImportAsync(registry, file);
        var again = await ImportAsync(registry, file);

        (run.Code, run.Errors).ShouldBe((0, ""));
        run.Output.ShouldBe("9 records on 3 lines: 9 accepted\n");
        again.Output.ShouldBe("9 records on 3 lines: 9 duplicate\n");
        var subjects = (await registry.Reading.CohortAsync(Subjects.Cohort, Cancellation)).Subjects.ToDictionary(subject => subject.Subject);
        var anna = subjects[registry.Subject("anna")];
        anna.BaselineStatus.ShouldBe(Cloud.Contracts.V1.ReaderStatus.NonRadiographic);
        anna.Characteristics!.ShouldSatisfyAllConditions(known => known.HlaB27.ShouldBe(true), known => known.AgeYears.ShouldBe(34.6), known => known.Psoriasis.ShouldBeNull());
        subjects[registry.Subject("meier, bert")].Baseline!.Readings.Single().Status.ShouldBe(Cloud.Contracts.V1.ReaderStatus.Radiographic);
    }

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task Every_wrong_line_is_named_and_nothing_is_stored()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var file = Write(
            "wrong.csv",
            Header
            + "anna,M0,2018-03-01,first,central,yes,0,1,,,,,\n"
            + "anna,M24,2018-02-30,,,,,,,,,,\n"
            + "anna,M24,2020-03-01,first,central,yes,0,5,,,,,\n"
            + "anna,M24\n"
            + "\n"
            + "anna,,,,,,,,,,maybe,x,\n"
            + "anna,M24,2020-03-01,second,boss,yes,0,1,,,,,\n"
            + ",M24,2020-03-01,,,,,,,,,,\n"
            + "anna,,,,,,,,,,,,\n");

        var run = await ImportAsync(registry, file);

        run.Code.ShouldBe(1);
        run.Errors.Split('\n').ShouldBe(
        [
            $"{file}:3: date: expected a day as YYYY-MM-DD, found 2018-02-30",
            $"{file}:4: right_grade: expected 0 to 4, found 5",
            $"{file}:5: expected 13 fields as in the header, found 2",
            $"{file}:7: age_years: expected a number, found x",
            $"{file}:7: hla_b27: expected yes or no, found maybe",
            $"{file}:8: role: expected one of local, central, second-central, rheumatologist, radiologist, consensus, found boss",
            $"{file}:9: subject: expected 1 to 256 characters, none of them a control character, found nothing",
            $"{file}:10: expected a visit with its date, a reading, a diagnosis, characteristics, consent or a withdrawal, found none",
            "axspa: 7 of 8 lines are wrong: nothing was stored",
            "",
        ]);
        (await registry.Database.ReadAsync(context => context.Records.CountAsync(Cancellation), Cancellation)).ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task What_would_go_into_no_record_is_named_and_nothing_is_stored()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var file = Write(
            "loose.csv",
            "subject,visit,date,radiograph_id,reader,role,blinded,left_grade,right_grade,status,sex,withdraw\n"
            + "anna,M0,2018-03-01,,,,,1,2,,,\n"
            + "anna,M0,2018-03-01,,,central,yes,,,radiographic,,\n"
            + $"anna,M0,,{new string('a', 32)},first,central,yes,1,2,,,\n"
            + "anna,M0,,,first,,,2,3,,,reading\n"
            + "anna,M0,,,first,,,,,,,visit\n"
            + "anna,M0,,,,,,,,,female,diagnosis\n"
            + "anna,M0,,,first,,,,,,,everything\n");

        var run = await ImportAsync(registry, file);

        run.Code.ShouldBe(1);
        const string beside = "expected an empty cell beside withdraw (a correction is a line without withdraw and with a higher revision), found";
        run.Errors.Split('\n').ShouldBe(
        [
            $"{file}:2: left_grade: expected a reader on the same line, found 1 without one",
            $"{file}:2: right_grade: expected a reader on the same line, found 2 without one",
            $"{file}:3: role: expected a reader on the same line, found central without one",
            $"{file}:3: blinded: expected a reader on the same line, found yes without one",
            $"{file}:3: status: expected a reader on the same line, found radiographic without one",
            $"{file}:4: radiograph_id: expected the visit's date on the same line, found {new string('a', 32)} without one",
            $"{file}:5: left_grade: {beside} 2",
            $"{file}:5: right_grade: {beside} 3",
            $"{file}:6: reader: {beside} first",
            $"{file}:7: visit: {beside} M0",
            $"{file}:7: sex: {beside} female",
            $"{file}:8: withdraw: expected one of visit, reading, diagnosis, characteristics, found everything",
            "axspa: 7 of 7 lines are wrong: nothing was stored",
            "",
        ]);
        (await registry.Database.ReadAsync(context => context.Records.CountAsync(Cancellation), Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task One_wrong_line_is_counted_as_one()
    {
        await using var registry = await ServedRegistry.StartAsync();

        var run = await ImportAsync(registry, Write("wrong.csv", "subject,visit,date\nanna,M0,2018-02-30\n"));

        run.Errors.ShouldEndWith("axspa: 1 of 1 line is wrong: nothing was stored\n");
    }

    [Fact]
    public async Task Example_of_the_documentation_is_taken_as_it_stands()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var example = SourceTree.Read("services/LongitudinalRisk/README.md").Split("```csv\n")[1].Split("```")[0];

        var run = await ImportAsync(registry, Write("visits.csv", example));

        (run.Code, run.Output).ShouldBe((0, "13 records on 7 lines: 11 accepted, 2 corrected\n"), run.Errors);
        var subjects = (await registry.Reading.CohortAsync(Subjects.Cohort, Cancellation)).Subjects.ToDictionary(subject => subject.Subject);
        var anna = subjects[registry.Get<RegistryPseudonyms>().Subject("berlin", "anna")];
        (anna.BaselineStatus, anna.Outcome).ShouldBe((Cloud.Contracts.V1.ReaderStatus.NonRadiographic, ProgressionOutcome.Progressed));
        subjects[registry.Get<RegistryPseudonyms>().Subject("berlin", "bert")].Diagnosis.ShouldBeNull();
    }

    [Fact]
    public void Every_column_and_every_value_is_documented()
    {
        var readme = SourceTree.Read("services/LongitudinalRisk/README.md");
        string[] values =
        [
            "local", "central", "second-central", "rheumatologist", "radiologist", "consensus", "non-radiographic", "radiographic", "unresolved",
            "radiographic-axspa", "non-radiographic-axspa", "no-spa", "female", "male", "visit", "reading", "diagnosis", "characteristics",
        ];

        FollowUpColumns.All.Concat(values).Where(name => !readme.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--work")]
    [InlineData("--out")]
    public async Task Work_folder_goes_by_either_name_and_one_in_use_is_answered_by_the_name_that_was_used(string option)
    {
        var file = Write("visits.csv", "subject,visit,date\nanna,M0,2018-03-01\n");
        string[] import = ["risk", "import", "--cohort", "PROOF", file], agreement = ["readers", "agreement", "--cohort", "PROOF"];

        var first = await CommandRun.OfAsync([.. import, option, _folder["work"]]);
        var read = await CommandRun.OfAsync([.. agreement, option, _folder["work"]]);
        using var held = Cloud.Cli.Analysis.WorkFolder.Open(_folder["work"]);
        var imported = await CommandRun.OfAsync([.. import, option, _folder["work"]]);
        var reread = await CommandRun.OfAsync([.. agreement, option, _folder["work"]]);

        (first.Code, read.Code).ShouldBe((0, 0), first.Errors + read.Errors);
        foreach (var run in new[] { imported, reread })
        {
            run.Code.ShouldBe(2);
            run.Errors.ShouldEndWith($"in use; wait for the other to end, or give another {option}\n");
        }
    }

    [Theory]
    [InlineData("--server", "http://127.0.0.1:5080", "--work: expected a work folder or --server, found both")]
    [InlineData("--out", "other", "--work: expected one work folder, found --out too")]
    public async Task Two_places_to_ask_are_refused(string option, string value, string words)
    {
        var run = await CommandRun.OfAsync("parked", "--work", "work", option, value);

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain(words);
    }

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task File_of_which_a_part_was_stored_when_the_system_went_away_is_not_called_unstored_and_goes_on()
    {
        var breaking = new BreakingOff(answers: 2);
        await using var registry = await ServedRegistry.StartAsync(services => services.AddGrpc(grpc => grpc.Interceptors.Add<BreakingOff>()).Services.AddSingleton(breaking));
        var file = Write("visits.csv", "subject,visit,date\nanna,M0,2018-03-01\nanna,M24,2020-03-01\nbert,M0,2018-04-01\n");

        var cut = await ImportAsync(registry, file);
        breaking.Mended = true;
        var again = await ImportAsync(registry, file);

        (cut.Code, cut.Output).ShouldBe((1, ""), cut.Errors);
        cut.Errors.ShouldBe($"axspa: at least 2 of 3 records stored; the same command goes on: expected an answer of {registry.Address}, found Internal: broken\n");
        (again.Code, again.Output).ShouldBe((0, "3 records on 3 lines: 3 duplicate\n"), again.Errors);
    }

    [Fact]
    public async Task Dry_run_says_what_would_be_taken_and_stores_nothing()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var file = Write("visits.csv", "subject,visit,date\nanna,M0,2018-03-01\n");

        var run = await ImportAsync(registry, file, "--dry-run");

        (run.Code, run.Output).ShouldBe((0, "1 record on 1 line would be taken; nothing was stored\n"));
        (await registry.Database.ReadAsync(context => context.Records.CountAsync(Cancellation), Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task File_comes_into_a_work_folder_that_no_system_runs_on()
    {
        var file = Write("visits.csv", "subject,visit,date\nanna,M0,2018-03-01\nanna,M24,2020-03-01\n");

        var first = await CommandRun.OfAsync("risk", "import", "--cohort", "PROOF", file, "--out", _folder["work"]);
        var second = await CommandRun.OfAsync("risk", "import", "--cohort", "PROOF", file, "--out", _folder["work"]);

        (first.Code, first.Output, first.Errors).ShouldBe((0, "2 records on 2 lines: 2 accepted\n", ""));
        second.Output.ShouldBe("2 records on 2 lines: 2 duplicate\n");
    }

    [Theory]
    [InlineData("", "line 1: expected a header, found an empty file")]
    [InlineData("visit,date\n", "line 1: expected a column subject, found none")]
    [InlineData("subject,name\n", "found name")]
    [InlineData("subject,subject\n", "line 1: expected each column once, found subject 2 times")]
    [InlineData("subject\n\"anna", "line 2: expected a quote that is closed, found the end of the file")]
    [Trait("Requirement", "REG-06")]
    public async Task File_that_is_no_table_of_follow_ups_is_refused(string content, string expected)
    {
        var run = await CommandRun.OfAsync("risk", "import", "--cohort", "PROOF", Write("bad.csv", content), "--out", _folder["work"]);

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain(expected);
    }

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task Unknown_cohort_is_named_once()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var file = Write("visits.csv", "subject,visit,date\nanna,M0,2018-03-01\n");

        var run = await CommandRun.OfAsync("risk", "import", "--cohort", "NOWHERE", file, "--server", registry.Address.ToString());

        run.Errors.Trim().ShouldBe("axspa: --cohort: expected one of DAMACT, GESPIC, OptiRef, PROOF, found NOWHERE");
        run.Code.ShouldBe(2);
    }

    private static Task<CommandRun> ImportAsync(ServedRegistry registry, string file, params string[] more)
        => CommandRun.OfAsync(["risk", "import", "--cohort", Subjects.Cohort, file, "--server", registry.Address.ToString(), .. more]);

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}
