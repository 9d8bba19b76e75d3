using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Dicom;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>One work folder, one process after another.</summary>
public sealed class ReuseTests : IDisposable
{
    private const int Rows = 192, Columns = 224;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "CLI-05")]
    public async Task Same_pixels_in_the_same_depth_are_inferred_once_and_other_preprocessing_is_another_analysis()
    {
        LightModels.Write(_folder["paper"]);
        LightModels.Write(_folder["app"], preprocessing: PreprocessingVersions.App1);
        var grey = LightRadiographs.Draw(Rows, Columns, seed: 1).Grey.Values.ToArray();
        byte[] eight = [.. grey.Select(value => (byte)value)];
        File.WriteAllBytes(_folder["eight.png"], PngBuilder.Grey(Rows, Columns, eight));
        File.WriteAllBytes(_folder["eight.tif"], TiffBuilder.Grey(Rows, Columns, eight).Build());
        File.WriteAllBytes(_folder["eight.dcm"], DicomBuilder.Eight(Rows, Columns, eight).Build());
        File.WriteAllBytes(_folder["sixteen.png"], PngBuilder.Grey(Rows, Columns, grey));
        File.WriteAllBytes(_folder["sixteen.tif"], TiffBuilder.Grey(Rows, Columns, grey).Build());

        var paper = await RunAsync("paper", "eight.png");
        var app = await RunAsync("app", "eight.png");
        var others = await RunAsync("paper", "eight.png", "eight.tif", "eight.dcm", "sixteen.png", "sixteen.tif");

        Reused(paper).ShouldBe(["eight.png False"]);
        Reused(app).ShouldBe(["eight.png False"]);
        Reused(others).ShouldBe(["eight.dcm True", "eight.png True", "eight.tif True", "sixteen.png False", "sixteen.tif True"]);
        Id(app, "eight.png").ShouldBe(Id(paper, "eight.png"));
        Id(others, "eight.tif").ShouldBe(Id(paper, "eight.png"));
        Id(others, "eight.dcm").ShouldNotBe(Id(paper, "eight.png"));
        Id(others, "sixteen.png").ShouldNotBe(Id(paper, "eight.png"));
    }

    public void Dispose() => _folder.Dispose();

    private static string? Id(CommandRun run, string file) => run.Reports[file].GetProperty("radiographId").GetString();

    private static List<string> Reused(CommandRun run)
        => [.. run.Reports.OrderBy(report => report.Key, StringComparer.Ordinal).Select(report => $"{report.Key} {report.Value.GetProperty("reused").GetBoolean()}")];

    private async Task<CommandRun> RunAsync(string models, params string[] files)
    {
        var run = await AxspaProcess.RunAsync(
            _folder["home"], ["analyze", .. files.Select(file => _folder[file]), "--models", _folder[models], "--out", _folder["work"], "--json"]);
        run.Reports.Values.ShouldAllBe(report => report.GetProperty("outcome").GetString() == "completed", run.Output);
        return run;
    }
}
