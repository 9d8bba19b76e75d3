using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Models;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>Checkpoints and models that are not what they should be, given to axspa as a process.</summary>
public sealed class BadModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "CLI-06")]
    public async Task Checkpoint_that_would_run_code_is_refused_and_nothing_is_run()
    {
        var pickle = new PickleBuilder().Protocol().Global("os", "system").Text($"touch {_folder["owned"]}").Op('\x85').Op('R').Build();
        await ShouldNotImportAsync(
            "checkpoint that would run code",
            CheckpointFiles.Zip(pickle),
            "axspa: checkpoint refused: data.pkl at byte 13: expected a global of tensors and plain containers, found the global \"os.system\"");
        File.Exists(_folder["owned"]).ShouldBeFalse();
    }

    [Fact]
    [Trait("Requirement", "CLI-06")]
    public async Task Truncated_checkpoint_is_refused()
        => await ShouldNotImportAsync(
            "truncated checkpoint",
            Segmenter[..1000],
            "axspa: checkpoint refused: file: expected a PyTorch zip checkpoint, found other or truncated bytes (End of Central Directory record could not be found.)");

    [Fact]
    [Trait("Requirement", "CLI-06")]
    public async Task Model_of_the_wrong_shape_stops_the_run_before_any_file()
    {
        LightModels.Write(_folder["models"]);
        // A network for another grid under the card of this one: the digest is right, the shape is not.
        var card = LightModels.SegmenterCard(1, gridSide: 96);
        Directory.Delete(_folder["models/segmenter"], recursive: true);
        ModelImport.Store(_folder["models/segmenter"], LightModels.SegmenterGraph(1, gridSide: 64), card);
        await File.WriteAllBytesAsync(_folder["a.png"], PngImage.Encode(LightRadiographs.Draw(192, 224, seed: 1)), TestContext.Current.CancellationToken);

        var run = await AxspaProcess.RunAsync(_folder["home"], "analyze", _folder["a.png"], "--models", _folder["models"], "--out", _folder["work"], "--json");

        (run.Code, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldStartWith($"axspa: the models in {_folder["models"]} cannot be used: ");
        run.Errors.ShouldContain("expected Single 1 x 1 x 96 x 96, found Single 1 x 1 x 64 x 64");
        run.Errors.ShouldNotContain("   at ");
        BadInputTable.ShouldSay("model of the wrong shape", "exit 2", run.Errors.TrimEnd('\n'));
        Directory.Exists(_folder["work/results"]).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Segmenter => CheckpointFiles.Weights("network", NarrowCheckpoints.Segmenter(1, 4, 5, 6, 7));

    private async Task ShouldNotImportAsync(string input, byte[] checkpoint, string said)
    {
        await File.WriteAllBytesAsync(_folder["segmenter.pt"], checkpoint, TestContext.Current.CancellationToken);
        var classifier = CheckpointFiles.Weights("state_dict", NarrowCheckpoints.Classifier(1, 2, 3));
        await File.WriteAllBytesAsync(_folder["classifier.ckpt"], classifier, TestContext.Current.CancellationToken);

        var run = await AxspaProcess.RunAsync(
            _folder["home"], "models", "import", "--segmenter", _folder["segmenter.pt"], "--anatomy-aware", _folder["classifier.ckpt"], "--out", _folder["models"]);

        (run.Code, run.Output, run.Errors).ShouldBe((1, "", $"{said}\n"));
        BadInputTable.ShouldSay(input, "exit 1", said);
        Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).ShouldBe(["segmenter.pt", "classifier.ckpt"], ignoreOrder: true);
    }
}
