using AxSpA.Cloud.Training.Classification;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Classification;

public class ClassifierRegimeTests
{
    [Fact]
    [Trait("Requirement", "TRA-01")]
    public void Published_regime_trains_head_and_all_layers_at_each_of_four_sizes()
        => ClassifierRegime.Published.Phases.Select(phase => (phase.Size.ToString(), phase.Batch, phase.Part, phase.Epochs, phase.Rate)).ShouldBe(
        [
            ("106x158", 64, TrainedPart.Head, 15, 2e-2),
            ("106x158", 64, TrainedPart.All, 10, 1e-3),
            ("208x314", 64, TrainedPart.Head, 15, 1e-2),
            ("208x314", 64, TrainedPart.All, 10, 1e-3),
            ("312x472", 64, TrainedPart.Head, 15, 1e-2),
            ("312x472", 64, TrainedPart.All, 15, 1e-3),
            ("416x628", 32, TrainedPart.Head, 15, 1e-2),
            ("416x628", 32, TrainedPart.All, 25, 1e-3),
        ]);

    [Fact]
    [Trait("Requirement", "TRA-01")]
    public void Published_regime_has_the_published_values()
    {
        var regime = ClassifierRegime.Published;

        regime.Validate();
        (regime.Width, regime.WeightDecay, regime.Dropout, regime.LabelSmoothing, regime.MixupAlpha, regime.RateDecay)
            .ShouldBe((64, 1e-4, 0.1, 0.01, 0.4, 0.9));
        regime.Resize.ShouldBe(ResizeRule.Training);
    }

    [Fact]
    public void Phase_of_no_epochs_is_left_out()
    {
        var regime = new ClassifierRegime { Stages = [new(new PictureSize(64, 96), 8, HeadEpochs: 0, HeadRate: 1e-2, Epochs: 3, Rate: 1e-3)] };

        regime.Phases.ShouldBe([new ClassifierPhase(0, new PictureSize(64, 96), 8, TrainedPart.All, 3, 1e-3)]);
    }

    [Fact]
    [Trait("Requirement", "TRA-01")]
    public void Rates_fall_by_a_tenth_from_the_head_backwards()
    {
        // head, layer4 … layer1, bn1, conv1
        var factors = GroupRates.Factors(7, 0.9);

        factors.Select(factor => Math.Round(factor, 6)).ShouldBe([1, 0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531441]);
    }

    [Theory]
    [InlineData("--batch")]
    [InlineData("--rates")]
    [InlineData("--dropout")]
    [InlineData("--label-smoothing")]
    [InlineData("--epochs")]
    public void Value_out_of_its_range_is_refused_by_name(string option)
    {
        var stage = ClassifierRegime.Published.Stages[0];
        var regime = option switch
        {
            "--batch" => new ClassifierRegime { Stages = [stage with { Batch = 1 }] },
            "--rates" => new ClassifierRegime { Stages = [stage with { Rate = double.NaN }] },
            "--dropout" => new ClassifierRegime { Dropout = 1 },
            "--label-smoothing" => new ClassifierRegime { LabelSmoothing = -0.1 },
            _ => new ClassifierRegime { Stages = [stage with { Epochs = 0, HeadEpochs = 0 }] },
        };

        Should.Throw<ArgumentException>(() => regime.Validate()).Message.ShouldStartWith($"{option}: expected ");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    public void Micro_batch_that_leaves_a_single_picture_is_refused(int microBatch)
        => Should.Throw<ArgumentException>(() => ClassifierRegime.Published.Validate(microBatch)).Message.ShouldStartWith("--micro-batch: expected ");

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public void Micro_batch_that_leaves_one_of_fewer_pictures_than_a_batch_is_refused_with_both_numbers()
        => Should.Throw<ArgumentException>(() => ClassifierRegime.Published.RequireNoSinglePicture(33, microBatch: 4)).Message
            .ShouldBe("--micro-batch: expected one that leaves no single picture of the 33 to train on, fewer than a batch of 64, found 4");

    [Theory]
    [InlineData(33, null)]
    [InlineData(33, 5)]
    [InlineData(33, 40)]
    [InlineData(65, 4)]
    public void Micro_batch_that_leaves_several_pictures_or_full_batches_is_taken(int pictures, int? microBatch)
        => Should.NotThrow(() => ClassifierRegime.Published.RequireNoSinglePicture(pictures, microBatch));

    [Theory]
    [InlineData("106x158", 106, 158)]
    [InlineData("32×32", 32, 32)]
    public void Size_is_read(string text, int rows, int columns) => PictureSize.Parse(text).ShouldBe(new PictureSize(rows, columns));

    [Theory]
    [InlineData("")]
    [InlineData("106")]
    [InlineData("31x64")]
    [InlineData("64x-64")]
    [InlineData("64x64x64")]
    public void Size_that_is_none_is_refused(string text) => Should.Throw<ArgumentException>(() => PictureSize.Parse(text));
}
