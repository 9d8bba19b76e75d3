using System.Text.Json;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Evaluation;
using AxSpA.Cloud.Phantoms.Writing;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Evaluation;

/// <summary>The command on a cohort of light radiographs, which the light segmenter labels as they were drawn.</summary>
[Trait("Requirement", "PHA-05")]
public sealed class EvaluateCommandTests : IDisposable
{
    private const int Rows = 240, Columns = 320;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Bones_that_are_labelled_as_drawn_have_a_dice_of_1_and_all_files_are_written()
    {
        LightModels.Write(_folder["models"]);
        WriteCohort("cohort", subjects: 4);

        var run = await RunAsync("--cohort", _folder["cohort"], "--out", _folder["out"], "--picture", _folder["out/twelve.png"]);

        run.Code.ShouldBe(1, run.Errors);
        run.Output.ShouldContain("4 synthetic radiographs, 2 truly radiographic");
        var figures = Figures(await File.ReadAllTextAsync(_folder["out/evaluation.json"], TestContext.Current.CancellationToken));
        figures["dice.sacrum.mean"].ShouldBe(1);
        figures["joints.bothByIntersection"].ShouldBe(1);
        figures["unread"].ShouldBe(0);
        foreach (var file in new[] { "report.html", "cases.csv", "all-roc.svg" })
            File.Exists(_folder[$"out/{file}"]).ShouldBeTrue(file);
        new FileInfo(_folder["out/twelve.png"]).Length.ShouldBeInRange(1000, TwelveCases.MostBytes);
    }

    [Fact]
    public async Task Json_is_the_same_for_any_number_at_once_and_several_cohorts_are_one()
    {
        LightModels.Write(_folder["models"], standard: false);
        WriteCohort("one", subjects: 2);
        WriteCohort("two", subjects: 2, site: "south");
        var cohorts = $"{_folder["one"]},{_folder["two"]}";

        var alone = await RunAsync("--cohort", cohorts, "--json", "--at-once", "1");
        var four = await RunAsync("--cohort", cohorts, "--json", "--at-once", "4");

        four.Output.ShouldBe(alone.Output);
        JsonSerializer.Deserialize<JsonElement>(alone.Output).GetProperty("cohorts").GetArrayLength().ShouldBe(2);
        Figures(alone.Output).Keys.ShouldNotContain("auc.standard");
    }

    [Fact]
    public async Task Folder_without_a_manifest_is_refused()
    {
        LightModels.Write(_folder["models"]);
        Directory.CreateDirectory(_folder["cohort"]);
        (await RefusalAsync("--cohort", _folder["cohort"])).ShouldContain("expected a finished cohort");
    }

    [Fact]
    public async Task Models_without_a_segmenter_are_refused()
    {
        LightModels.Write(_folder["models"], segmenter: false, anatomyAware: false);
        WriteCohort("cohort", subjects: 1);
        (await RefusalAsync("--cohort", _folder["cohort"])).ShouldContain("expected a segmenter and an anatomy-aware classifier");
    }

    [Fact]
    public async Task Missing_masks_are_named_before_anything_is_read()
    {
        LightModels.Write(_folder["models"]);
        WriteCohort("cohort", subjects: 2);
        File.Delete(_folder["cohort/masks/north-1.png"]);
        (await RefusalAsync("--cohort", _folder["cohort"])).ShouldContain("north-1.png");
    }

    [Fact]
    public async Task Label_map_of_another_size_is_named()
    {
        LightModels.Write(_folder["models"]);
        WriteCohort("cohort", subjects: 1);
        await File.WriteAllBytesAsync(_folder["cohort/label_maps/north-0.png"], PngImage.Encode(LightRadiographs.Labels(32, 32)), TestContext.Current.CancellationToken);
        (await RefusalAsync("--cohort", _folder["cohort"])).ShouldContain($"expected the radiograph's {Rows} × {Columns} pixels, found 32 × 32");
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, double> Figures(string json) => JsonSerializer.Deserialize<JsonElement>(json).GetProperty("figures").EnumerateArray()
        .Where(figure => figure.GetProperty("all").GetProperty("value").ValueKind == JsonValueKind.Number)
        .ToDictionary(figure => figure.GetProperty("key").GetString()!, figure => figure.GetProperty("all").GetProperty("value").GetDouble());

    private async Task<string> RefusalAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        (run.Code, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldNotContain("   at ");
        return run.Errors;
    }

    private Task<CommandRun> RunAsync(params string[] arguments)
        => CommandRun.OfAsync(["phantom", "evaluate", .. arguments, "--models", _folder["models"], "--repetitions", "100"]);

    private void WriteCohort(string name, int subjects, string site = "north")
    {
        foreach (var folder in new[] { CohortFiles.Radiographs, CohortFiles.LabelMaps, CohortFiles.Masks })
            Directory.CreateDirectory(_folder[$"{name}/{folder}"]);
        var labels = LightRadiographs.Labels(Rows, Columns);
        var joints = JointLocalisation.Find(labels, PreprocessingRules.Paper1).Joints!;
        var none = new Plane<byte>(Rows, Columns, new byte[Rows * Columns]);
        var masks = PhantomMaskFile.Encode(new PhantomMasks(joints.Left.Mask, joints.Right.Mask, none, none, none, none, none));
        var rows = Enumerable.Range(0, subjects).Select(number =>
        {
            File.WriteAllBytes(_folder[$"{name}/radiographs/{site}-{number}.png"], PngImage.Encode(LightRadiographs.Draw(Rows, Columns, number + site.Length)));
            File.WriteAllBytes(_folder[$"{name}/label_maps/{site}-{number}.png"], PngImage.Encode(labels));
            File.WriteAllBytes(_folder[$"{name}/masks/{site}-{number}.png"], masks);
            return RowOf($"{site}-{number}", site, grade: number % 2 == 0 ? 2 : 0);
        });
        File.WriteAllBytes(_folder[$"{name}/{PhantomManifest.FileName}"], new PhantomManifest(1, [.. rows]).ToBytes());
    }

    private static PhantomManifestRow RowOf(string subject, string site, int grade) => new()
    {
        File = $"{CohortFiles.Radiographs}/{subject}.png",
        LabelMap = $"{CohortFiles.LabelMaps}/{subject}.png",
        Subject = subject,
        Site = site,
        Visit = 0,
        VisitDate = new DateOnly(2024, 1, 1),
        GradeLeft = grade,
        GradeRight = grade,
        Truth = grade >= 2,
        Readings = [new ReaderGrades(grade, grade)],
        ReadersStatus = grade >= 2,
    };
}
