using System.Text.Json;
using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Dicom;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>Whole runs of the command line in this process, with networks of a few hundred weights.</summary>
public sealed class AnalyzeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "CLI-01")]
    public async Task Every_file_gets_its_object_and_the_others_go_on()
    {
        LightModels.Write(_folder["models"]);
        Draw("complete.png", seed: 1);
        Draw("gap.png", seed: 2, LightPelvis.GapOnTheLeft);
        Draw("empty.png", seed: 3, LightPelvis.Empty);
        await File.WriteAllTextAsync(_folder["text.png"], "not a picture", TestContext.Current.CancellationToken);

        var run = await RunAsync("analyze", _folder["complete.png"], _folder["gap.png"], _folder["empty.png"], _folder["text.png"], _folder["missing.png"], "--json", "--keep-input");

        run.Code.ShouldBe(1);
        var reports = run.Reports;
        reports.Count.ShouldBe(5);
        reports["complete.png"].GetProperty("outcome").GetString().ShouldBe("completed");
        reports["complete.png"].GetProperty("lateralityBasis").GetString().ShouldBe("assumed");
        reports["complete.png"].GetProperty("joints").GetProperty("left").GetProperty("found").GetString().ShouldBe("intersection");
        reports["gap.png"].GetProperty("joints").GetProperty("left").GetProperty("found").GetString().ShouldBe("medianHeightFallback");
        reports["empty.png"].GetProperty("outcome").GetString().ShouldBe("rejected");
        reports["empty.png"].GetProperty("reason").GetString().ShouldBe("NoSacrum");
        reports["empty.png"].GetProperty("standard").GetProperty("probability").GetDouble().ShouldBeInRange(0, 1);
        reports["text.png"].GetProperty("outcome").GetString().ShouldBe("refused");
        reports["text.png"].GetProperty("radiographId").ValueKind.ShouldBe(JsonValueKind.Null);
        reports["missing.png"].GetProperty("reason").GetString().ShouldBe("FileNotFound");
        ArtifactsOf(reports["complete.png"]).ShouldAllBe(path => File.Exists(path));
        ArtifactsOf(reports["complete.png"]).Count.ShouldBe(7);
        Directory.GetDirectories(_folder["work/results"]).Length.ShouldBe(3);
    }

    [Fact]
    [Trait("Requirement", "CLI-05")]
    public async Task Same_pixels_again_need_no_inference_and_say_so()
    {
        LightModels.Write(_folder["models"]);
        Draw("a.png", seed: 1);
        File.Copy(_folder["a.png"], _folder["copy.png"]);

        var first = await RunAsync("analyze", _folder["a.png"], "--json");
        var again = await RunAsync("analyze", _folder["a.png"], _folder["copy.png"], "--json");

        (first.Code, again.Code).ShouldBe((0, 0));
        first.Reports["a.png"].GetProperty("reused").GetBoolean().ShouldBeFalse();
        again.Reports.Values.ShouldAllBe(report => report.GetProperty("reused").GetBoolean());
        again.Reports.Values.Select(Probability).ShouldAllBe(probability => probability == Probability(first.Reports["a.png"]));
    }

    [Fact]
    public async Task Two_copies_in_one_run_are_inferred_once()
    {
        LightModels.Write(_folder["models"]);
        Draw("a.png", seed: 1);
        File.Copy(_folder["a.png"], _folder["copy.png"]);
        var run = await RunAsync("analyze", _folder["a.png"], _folder["copy.png"], "--json");
        run.Reports.Values.Count(report => report.GetProperty("reused").GetBoolean()).ShouldBe(1);
    }

    [Theory]
    [InlineData("charite", "charite", true)]
    [InlineData("charite", "local", false)]
    [Trait("Requirement", "CLI-01")]
    public async Task Radiograph_of_a_site_meets_the_visits_of_that_site_in_the_registry(string site, string visitsOf, bool meets)
    {
        LightModels.Write(_folder["models"]);
        var drawn = LightRadiographs.Draw(240, 320, seed: 1);
        await File.WriteAllBytesAsync(
            _folder["a.dcm"], DicomBuilder.Eight(240, 320, [.. drawn.Grey.Values.ToArray().Select(grey => (byte)grey)]).Build(), TestContext.Current.CancellationToken);
        // The builder's day.
        await File.WriteAllTextAsync(_folder["visits.csv"], "subject,visit,date\nanna,M0,2024-01-02\n", TestContext.Current.CancellationToken);

        var run = await RunAsync("analyze", _folder["a.dcm"], "--site", site, "--subject", "anna");
        var imported = await CommandRun.OfAsync("risk", "import", _folder["visits.csv"], "--cohort", "GESPIC", "--site", visitsOf, "--out", _folder["work"]);
        var report = await CommandRun.OfAsync("risk", "report", "--cohort", "GESPIC", "--work", _folder["work"], "--out", _folder["report"]);

        (run.Code, imported.Code, report.Code).ShouldBe((0, 0, 0), run.Errors + imported.Errors + report.Errors);
        report.Output.Contains("\nanatomy-aware: ", StringComparison.Ordinal).ShouldBe(meets, report.Output);
    }

    [Fact]
    public async Task One_radiograph_alone_has_its_overhead_measured()
    {
        LightModels.Write(_folder["models"], standard: false);
        Draw("a.png", seed: 1);
        var run = await RunAsync("analyze", _folder["a.png"], "--json");
        var milliseconds = run.Reports["a.png"].GetProperty("milliseconds");
        var parts = new[] { "decode", "segment", "crop", "enhance", "classify", "explain", "overhead" }.Sum(part => milliseconds.GetProperty(part).GetDouble());
        parts.ShouldBe(milliseconds.GetProperty("total").GetDouble(), tolerance: 0.1);
    }

    [Fact]
    public async Task Without_json_a_line_a_file_goes_to_standard_output_and_progress_to_standard_error()
    {
        LightModels.Write(_folder["models"]);
        Draw("a.png", seed: 1);
        var run = await RunAsync("analyze", _folder["a.png"]);
        run.Output.ShouldStartWith($"{_folder["a.png"]}: completed; anatomy-aware 0.");
        run.Output.Trim().ShouldNotContain('\n');
        run.Errors.ShouldContain("[1/1] completed");
        run.Errors.ShouldEndWith("1 completed (of 1 file)\n");
    }

    [Fact]
    [Trait("Requirement", "CLI-06")]
    public async Task Model_that_is_not_its_cards_stops_the_run_before_any_file()
    {
        LightModels.Write(_folder["models"]);
        await File.AppendAllTextAsync(_folder["models/segmenter/model.onnx"], "x", TestContext.Current.CancellationToken);
        Draw("a.png", seed: 1);
        var run = await RunAsync("analyze", _folder["a.png"]);
        run.Code.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain("weights.bytes: expected");
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Nothing_is_parked_and_nothing_replayed_after_a_good_run()
    {
        LightModels.Write(_folder["models"]);
        Draw("a.png", seed: 1);
        await RunAsync("analyze", _folder["a.png"]);
        (await RunAsync("parked")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0), run => run.Output.ShouldBeEmpty());
        (await RunAsync("replay")).Errors.ShouldBe("axspa: 0 analyses wait again\n");
        (await RunAsync("replay", $"{Guid.Empty}")).Code.ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private static double Probability(JsonElement report) => report.GetProperty("anatomyAware").GetProperty("probability").GetDouble();

    private static List<string> ArtifactsOf(JsonElement report) =>
    [
        .. report.GetProperty("artifacts").EnumerateObject().Select(artifact => artifact.Value.GetString()!),
        .. new[] { "anatomyAware", "standard" }.SelectMany(route => new[] { "heatMap", "overlay" }.Select(name => report.GetProperty(route).GetProperty(name).GetString()!)),
    ];

    private void Draw(string name, int seed, LightPelvis pelvis = LightPelvis.Complete)
        => File.WriteAllBytes(_folder[name], PngImage.Encode(LightRadiographs.Draw(480, 640, seed, pelvis: pelvis)));

    private Task<CommandRun> RunAsync(string command, params string[] arguments)
    {
        string[] models = command == "analyze" ? ["--models", _folder["models"]] : [];
        return CommandRun.OfAsync([command, .. arguments, .. models, "--out", _folder["work"]]);
    }
}
