using AxSpA.Cloud.Training.Commands;
using AxSpA.Cloud.Training.Tests.Data;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Commands;

public class TrainSegmenterCommandTests
{
    [Fact]
    public async Task Command_trains_from_a_table_to_a_model_and_says_how_it_goes()
    {
        using var folder = new ScratchFolder();
        var table = DrawnPelvis.WriteTable(folder, 4);

        var (code, output, errors) = await Run("--data", table, "--out", folder["run"], "--architecture", "unet-8", "--single-pass", "48", "--epochs", "2", "--limit-steps", "1", "--micro-batch", "1");

        errors.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("effective batch 8, gradients accumulated over parts of 1, at most 1 steps an epoch");
        output.ShouldContain("segmenter, epoch 2 of 2: loss");
        output.ShouldContain("peak memory");
        File.Exists(Path.Combine(folder["run"], "models", "segmenter", "model.onnx")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("--single-pass", "50", "--single-pass: expected a multiple of 8, found 50")]
    [InlineData("--data", "nowhere.csv", "--data: expected a readable file, found nowhere.csv")]
    [InlineData("--epochs", "0", "--epochs: expected 1 to 100000, found 0")]
    [InlineData("--validation-share", "1", "--validation-share: expected 0.01 to 0.9, found 1")]
    [InlineData("--architecture", "unet-9", "unet-9")]
    public async Task Wrong_option_is_refused_by_name(string option, string value, string expected)
    {
        using var folder = new ScratchFolder();
        string[] data = option == "--data" ? [] : ["--data", "data.csv"];

        var (code, _, errors) = await Run([.. data, "--out", folder["run"], option, value]);

        code.ShouldBe(2);
        errors.ShouldContain(expected);
    }

    private static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await TrainingCommandLine.RunAsync(["segmenter", .. arguments], output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
