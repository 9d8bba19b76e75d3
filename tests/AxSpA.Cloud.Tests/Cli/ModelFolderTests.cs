using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

[Trait("Requirement", "DEM-01")]
public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Models_that_were_given_are_taken_without_a_word()
    {
        using var errors = new StringWriter();
        ModelFolder.Of("mine", _folder["none"], errors).ShouldBe("mine");
        errors.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Shipped_models_run_where_none_are_given_and_are_named_as_what_they_are()
    {
        LightModels.Write(_folder["demo"], standard: false);
        using var errors = new StringWriter();
        ModelFolder.Of(null, _folder["demo"], errors).ShouldBe(_folder["demo"]);
        errors.ToString().ShouldBe("axspa: no --models given; running light-segmenter 1, light-anatomy-aware 1, models trained on synthetic images; for demonstration only\n");
    }

    [Fact]
    public void Build_without_shipped_models_asks_for_them()
        => Should.Throw<UsageException>(() => ModelFolder.Of(null, _folder["none"], TextWriter.Null)).Message.ShouldStartWith("--models: expected a model folder");

    [Fact]
    public async Task Demonstration_models_are_named_in_the_summary_wherever_they_lie_and_json_stays_a_line_a_file()
    {
        WriteDemonstration("models");
        await File.WriteAllBytesAsync(_folder["a.png"], PngImage.Encode(LightRadiographs.Draw(240, 320, seed: 1)), TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("analyze", _folder["a.png"], "--models", _folder["models"], "--out", _folder["work"], "--json");

        run.Code.ShouldBe(0, run.Errors);
        run.Errors.ShouldEndWith("1 completed (of 1 file); models trained on synthetic images; for demonstration only\n");
        run.Reports.Keys.ShouldBe(["a.png"]);
    }

    [Fact]
    public void What_is_shipped_says_that_it_is_for_demonstration()
    {
        // A build without models has nothing to say.
        if (Directory.Exists(ShippedModels.Folder))
        {
            ModelStore.Open(ShippedModels.Folder).Models.ShouldAllBe(model =>
                model.Card.Name.StartsWith("synthetic-", StringComparison.Ordinal) && model.Card.IntendedUse.Contains("demonstration only", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Demonstration_models_of_a_running_system_are_named_wherever_it_answers()
    {
        WriteDemonstration("models");
        await File.WriteAllBytesAsync(_folder["a.png"], PngImage.Encode(LightRadiographs.Draw(240, 320, seed: 1)), TestContext.Current.CancellationToken);
        using var work = Cloud.Cli.Analysis.WorkFolder.Open(_folder["work"]);
        await using var up = await EmbeddedHost.StartListeningAsync(work, _folder["models"], grpcPort: 0, healthPort: 0, TestContext.Current.CancellationToken);

        var status = await CommandRun.OfAsync("status", "--server", up.Urls.First());
        var line = await CommandRun.OfAsync("submit", _folder["a.png"], "--server", up.Urls.First());
        var json = await CommandRun.OfAsync("submit", _folder["a.png"], "--server", up.Urls.First(), "--json");

        status.Output.ShouldContain("synthetic-sacroiliitis-standard 1 ");
        status.Output.ShouldEndWith("models trained on synthetic images; for demonstration only\n");
        line.Output.ShouldEndWith("; models trained on synthetic images; for demonstration only\n");
        line.Errors.ShouldEndWith("1 completed (of 1 file); models trained on synthetic images; for demonstration only\n");
        json.Reports["a.png"].GetProperty("standard").GetProperty("model").GetString().ShouldBe("synthetic-sacroiliitis-standard 1");
        json.Errors.ShouldEndWith("; models trained on synthetic images; for demonstration only\n");
    }

    public void Dispose() => _folder.Dispose();

    private void WriteDemonstration(string name) => ModelImport.Store(
        _folder[$"{name}/standard"],
        LightModels.ClassifierGraph(1),
        LightModels.ClassifierCard(ModelRole.Standard, 1) with { Name = "synthetic-sacroiliitis-standard" });
}
