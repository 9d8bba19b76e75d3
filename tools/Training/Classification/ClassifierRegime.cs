using System.Globalization;
using AxSpA.Cloud.Training.Networks;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>How a classifier is trained. The values given here are the published ones (Dorfner et al., RMD Open 2024;10:e004628, 2.4 and appendix, and the published code).</summary>
public sealed record ClassifierRegime
{
    public static ClassifierRegime Published { get; } = new();

    /// <summary>Picture sizes in order, from coarse to fine.</summary>
    public IReadOnlyList<ClassifierStage> Stages { get; init; } =
    [
        new(new PictureSize(106, 158), Batch: 64, HeadEpochs: 15, HeadRate: 2e-2, Epochs: 10, Rate: 1e-3),
        new(new PictureSize(208, 314), Batch: 64, HeadEpochs: 15, HeadRate: 1e-2, Epochs: 10, Rate: 1e-3),
        new(new PictureSize(312, 472), Batch: 64, HeadEpochs: 15, HeadRate: 1e-2, Epochs: 15, Rate: 1e-3),
        new(new PictureSize(416, 628), Batch: 32, HeadEpochs: 15, HeadRate: 1e-2, Epochs: 25, Rate: 1e-3),
    ];

    /// <summary>Channels of the trunk's first convolution; 64 is ResNet-50.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Ours: the publication begins with pretrained weights, which say by themselves what a block adds.</summary>
    public ResidualStart ResidualStart { get; init; } = ResidualStart.Shortcut;

    public double WeightDecay { get; init; } = 1e-4;

    public double Dropout { get; init; } = 0.1;

    public double LabelSmoothing { get; init; } = 0.01;

    /// <summary>α of the beta distribution that mixup draws its share from; 0 is no mixup.</summary>
    public double MixupAlpha { get; init; } = 0.4;

    /// <summary>Learning rate of a layer group as a share of the one behind it, from the head backwards.</summary>
    public double RateDecay { get; init; } = 0.9;

    public AugmentationRanges Augmentation { get; init; } = AugmentationRanges.Published;

    public ResizeRule Resize { get; init; } = ResizeRule.Training;

    /// <summary>The phases that are trained, in order; those of no epochs left out.</summary>
    public IReadOnlyList<ClassifierPhase> Phases
        => [.. Stages
            .SelectMany(stage => new[]
            {
                (Stage: stage, Part: TrainedPart.Head, Epochs: stage.HeadEpochs, Rate: stage.HeadRate),
                (Stage: stage, Part: TrainedPart.All, stage.Epochs, stage.Rate),
            })
            .Where(phase => phase.Epochs > 0)
            .Select((phase, number) => new ClassifierPhase(number, phase.Stage.Size, phase.Stage.Batch, phase.Part, phase.Epochs, phase.Rate))];

    /// <summary>Everything that changes the curve, by the option's name: what a run is recognised by, and what its model's card says.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["--architecture"] = $"resnet50-{Number(Width)}",
        ["--residual-start"] = ResidualStart == ResidualStart.Full ? "full" : "shortcut",
        ["--sizes"] = List(stage => stage.Size.ToString()),
        ["--batch"] = List(stage => Number(stage.Batch)),
        ["--head-epochs"] = List(stage => Number(stage.HeadEpochs)),
        ["--head-rates"] = List(stage => Number(stage.HeadRate)),
        ["--epochs"] = List(stage => Number(stage.Epochs)),
        ["--rates"] = List(stage => Number(stage.Rate)),
        ["--rate-decay"] = Number(RateDecay),
        ["--weight-decay"] = Number(WeightDecay),
        ["--dropout"] = Number(Dropout),
        ["--label-smoothing"] = Number(LabelSmoothing),
        ["--mixup"] = Number(MixupAlpha),
        ["augmentation"] = Augmentation == AugmentationRanges.Published ? "published" : $"{Augmentation}",
        ["--resize"] = Resize == ResizeRule.Served ? "served" : "training",
    };

    /// <param name="microBatch">Pictures that pass the network at a time; null for whole batches.</param>
    /// <exception cref="ArgumentException">A value out of its range; the message names the option.</exception>
    public void Validate(int? microBatch = null)
    {
        Require("--sizes", "at least one size", Stages.Count, Stages.Count > 0);
        Require("--epochs", "an epoch in some phase", 0, Phases.Count > 0);
        foreach (var stage in Stages)
        {
            Require("--batch", "2 to 4096", stage.Batch, stage.Batch is >= 2 and <= 4096);
            Require("--head-epochs", "0 to 10000", stage.HeadEpochs, stage.HeadEpochs is >= 0 and <= 10_000);
            Require("--epochs", "0 to 10000", stage.Epochs, stage.Epochs is >= 0 and <= 10_000);
            Require("--head-rates", "above 0 to 1", stage.HeadRate, stage.HeadRate is > 0 and <= 1);
            Require("--rates", "above 0 to 1", stage.Rate, stage.Rate is > 0 and <= 1);
        }

        Require("--weight-decay", "0 to 1", WeightDecay, WeightDecay is >= 0 and <= 1);
        Require("--dropout", "0 to below 1", Dropout, Dropout is >= 0 and < 1);
        Require("--label-smoothing", "0 to below 1", LabelSmoothing, LabelSmoothing is >= 0 and < 1);
        Require("--mixup", "0 to 10", MixupAlpha, MixupAlpha is >= 0 and <= 10);
        Require("--rate-decay", "above 0 to 1", RateDecay, RateDecay is > 0 and <= 1);
        // Batch normalisation of one picture has no variance.
        if (microBatch is not { } part)
            return;
        Require("--micro-batch", "2 to 4096", part, part is >= 2 and <= 4096);
        foreach (var stage in Stages)
            Require("--micro-batch", $"one that leaves no single picture of a batch of {stage.Batch}", part, part >= stage.Batch || stage.Batch % part != 1);
    }

    /// <summary>Refuses parts that leave a single picture where no batch is full: there is no other batch to leave that one out for.</summary>
    /// <param name="pictures">Of the training part.</param>
    /// <param name="microBatch">Pictures that pass the network at a time; null for whole batches.</param>
    /// <exception cref="ArgumentException">A picture would be left; the message names the option.</exception>
    public void RequireNoSinglePicture(int pictures, int? microBatch)
    {
        if (microBatch is not { } part)
            return;
        foreach (var phase in Phases)
            Require("--micro-batch", $"one that leaves no single picture of the {pictures} to train on, fewer than a batch of {phase.Batch}", part, pictures >= phase.Batch || pictures % part != 1);
    }

    private static void Require<T>(string option, string expected, T found, bool holds)
        where T : IFormattable
    {
        if (!holds)
            throw new ArgumentException($"{option}: expected {expected}, found {Number(found)}");
    }

    private static string Number<T>(T value)
        where T : IFormattable
        => value.ToString(null, CultureInfo.InvariantCulture);

    private string List(Func<ClassifierStage, string> value) => string.Join(',', Stages.Select(value));
}
