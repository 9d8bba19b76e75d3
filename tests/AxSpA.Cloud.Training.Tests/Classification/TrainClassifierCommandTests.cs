using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Training.Commands;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Tests.Export;
using AxSpA.Cloud.Training.Tests.Networks;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Classification;

public sealed class TrainClassifierCommandTests : IDisposable
{
    private readonly DrawnCohort _cohort = new(subjects: 10);

    private string Out => Path.Combine(_cohort.Folder, "out");

    public void Dispose() => _cohort.Dispose();

    [Theory]
    [InlineData("anatomy-aware", ModelRole.AnatomyAware)]
    [InlineData("standard", ModelRole.Standard)]
    public async Task One_command_trains_the_model_of_a_route(string route, ModelRole role)
    {
        var (code, output, errors) = await Run("--route", route, "--synthetic", "--micro-batch", "2", "--limit-steps", "1");

        (code, errors).ShouldBe((0, ""));
        output.ShouldContain("positive (50.0 %)");
        var model = ModelStore.Verify(Path.Combine(Out, "models")).Single().Model!;
        model.Card.Role.ShouldBe(role);
        model.Card.Training!.Regime["--sizes"].ShouldBe("32x48");
        model.Card.Training.Regime["--route"].ShouldBe(route);
        model.Card.Name.ShouldBe($"synthetic-sacroiliitis-{route}");
        model.Card.IntendedUse.ShouldContain(TrainingRecord.SyntheticStatement);
        File.Exists(Path.Combine(Out, "curves.svg")).ShouldBeTrue();
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public async Task Run_of_another_regime_is_not_gone_on_with()
    {
        (await Run("--route", "standard", "--limit-steps", "1")).Code.ShouldBe(0);

        var (code, _, errors) = await Run("--route", "standard", "--limit-steps", "1", "--mixup", "0");

        code.ShouldBe(2);
        errors.ShouldContain("--mixup: expected 0.4, found 0");
    }

    [Theory]
    [Trait("Requirement", "TRA-03")]
    [InlineData("1", "expected radiographs of both classes, found class 1 alone")]
    [InlineData("2", "column class: expected 0 or 1, found 2")]
    [InlineData("", "column class: expected 0 or 1, found nothing")]
    public async Task Classes_that_cannot_be_learnt_are_refused_before_the_first_epoch(string given, string expected)
    {
        var lines = await File.ReadAllLinesAsync(_cohort.Table, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(_cohort.Table, lines.Select((line, number) => number == 0 ? line : $"{line[..^1]}{given}"), TestContext.Current.CancellationToken);

        var (code, _, errors) = await Run("--route", "standard");

        code.ShouldBe(2);
        errors.ShouldContain(expected);
        File.Exists(Path.Combine(Out, "metrics.csv")).ShouldBeFalse();
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public async Task Unreadable_radiograph_is_refused_before_the_first_epoch()
    {
        await File.WriteAllTextAsync(Path.Combine(_cohort.Folder, "3.png"), "no picture", TestContext.Current.CancellationToken);

        var (code, _, errors) = await Run("--route", "standard");

        code.ShouldBe(2);
        errors.ShouldContain("data.csv, line 5: image: expected");
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public async Task Segmenter_whose_card_does_not_match_is_refused_before_a_radiograph_is_read()
    {
        var models = Path.Combine(_cohort.Folder, "models");
        using var network = RandomNetworks.Segmenter(8, seed: 1);
        var model = ModelExport.Segmenter(network, SegmentationScheme.SinglePass(64), Records.MadeUp, models);
        var weights = await File.ReadAllBytesAsync(model.WeightsPath, TestContext.Current.CancellationToken);
        weights[^1] ^= 1;
        await File.WriteAllBytesAsync(model.WeightsPath, weights, TestContext.Current.CancellationToken);

        var (code, output, errors) = await Run("--route", "anatomy-aware", "--segmenter", models);

        (code, output).ShouldBe((2, ""));
        errors.ShouldContain($"weights.sha256: expected {model.Card.Weights.Sha256}");
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public async Task Full_disk_is_named_before_the_first_epoch()
    {
        using var disk = new SmallDisk(Out, mebibytes: 1);
        disk.Fill();

        var (code, output, errors) = await Run("--route", "standard", "--limit-steps", "1");

        code.ShouldBe(2);
        errors.ShouldBe($"axspa train: expected room for {Path.Combine(Out, "run.json")}, found the disk full; the same command goes on from the last whole epoch once there is room\n");
        output.ShouldNotContain("epoch 1");
    }

    /// <summary>After the head's epoch the state takes 1.9 MB, the best weights 1.7 MB.</summary>
    [Theory]
    [Trait("Requirement", "TRA-03")]
    [InlineData(1, "last.state")]
    [InlineData(2, "best.weights")]
    public async Task Disk_without_room_for_state_or_best_weights_is_named_and_the_same_command_goes_on_with_more(int mebibytes, string file)
    {
        using var disk = new SmallDisk(Out, mebibytes);

        var (code, _, errors) = await Run("--route", "standard", "--limit-steps", "1");

        code.ShouldBe(2);
        errors.ShouldContain($"expected room for {Path.Combine(Out, "state", file)}, found the disk full");
        Directory.EnumerateFiles(Out, "*.draft", SearchOption.AllDirectories).ShouldBeEmpty();
        disk.Resize(mebibytes: 64);
        (await Run("--route", "standard", "--limit-steps", "1")).Code.ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public async Task Micro_batch_that_leaves_a_single_picture_of_few_is_refused_and_another_goes_into_the_same_folder()
    {
        var (code, _, errors) = await Run("--route", "standard", "--batch", "16", "--micro-batch", "7");

        (code, errors).ShouldBe((2, "axspa train: --micro-batch: expected one that leaves no single picture of the 8 to train on, fewer than a batch of 16, found 7\n"));
        (await Run("--route", "standard", "--batch", "16", "--micro-batch", "4")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("--sizes", "big", "expected ROWSxCOLUMNS")]
    [InlineData("--epochs", "1,2", "--epochs: expected one value or one for each of 1 sizes, found 2")]
    [InlineData("--rates", "fast", "--rates: expected numbers, found 'fast'")]
    [InlineData("--dropout", "1", "--dropout: expected 0 to below 1, found 1")]
    [InlineData("--architecture", "vgg", "architecture: expected resnet50-64")]
    [InlineData("--validation-share", "0", "--validation-share: expected 0.01 to 0.9, found 0")]
    [InlineData("--segmenter", "nowhere", "a folder of models")]
    public async Task Option_out_of_its_range_is_refused(string option, string value, string expected)
    {
        var (code, _, errors) = await Run("--route", "anatomy-aware", option, value);

        code.ShouldBe(2);
        errors.ShouldContain(expected);
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public async Task Search_keeps_a_table_and_repeats_nothing()
    {
        string[] call = ["search", "--data", _cohort.Table, "--route", "standard", "--out", Out, "--sizes", "32x48", "--epochs", "1", "--head-epochs", "0", "--batch", "4", "--architectures", "resnet50-8", "--limit-steps", "1"];
        var first = await Call([.. call, "--trials", "1"]);
        (first.Code, first.Errors).ShouldBe((0, ""));

        var (code, output, errors) = await Call([.. call, "--trials", "2"]);

        (code, errors).ShouldBe((0, ""));
        output.ShouldNotContain("trial 1:");
        output.ShouldContain("trial 2:");
        output.ShouldContain("best: trial ");
        (await File.ReadAllLinesAsync(Path.Combine(Out, "trials.csv"), TestContext.Current.CancellationToken)).Length.ShouldBe(3);
        Directory.Exists(Path.Combine(Out, "trial-0001", "state")).ShouldBeFalse();
    }

    private Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        string[] usual = ["classifier", "--data", _cohort.Table, "--out", Out, "--head-epochs", "1"];
        Dictionary<string, string> replaceable = new() { ["--sizes"] = "32x48", ["--batch"] = "4", ["--epochs"] = "1", ["--architecture"] = "resnet50-8", ["--validation-share"] = "0.2" };
        return Call([.. usual, .. replaceable.Where(option => !arguments.Contains(option.Key)).SelectMany(option => new[] { option.Key, option.Value }), .. arguments]);
    }

    private static async Task<(int Code, string Output, string Errors)> Call(string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await TrainingCommandLine.RunAsync(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
