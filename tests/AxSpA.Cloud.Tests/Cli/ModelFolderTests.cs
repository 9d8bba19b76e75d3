using AxSpA.Cloud.Cli;
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
            ModelStore.Open(ShippedModels.Folder).Models.ShouldAllBe(model => model.Card.IntendedUse.Contains("demonstration only", StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => _folder.Dispose();

    private void WriteDemonstration(string name) => ModelImport.Store(
        _folder[$"{name}/standard"],
        LightModels.ClassifierGraph(1),
        LightModels.ClassifierCard(ModelRole.Standard, 1) with { IntendedUse = "Trained on synthetic images; for demonstration only." });
}
