using System.Globalization;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Networks;

namespace AxSpA.Cloud.Training.Segmentation;

/// <summary>Everything a segmenter's training depends on but its data. As it stands, the published regime.</summary>
/// <remarks>
/// Dorfner et al., RMD Open 2024;10:e004628, supplementary methods: 512² input, Dice and cross-entropy summed with weights that aren't given, AdamW, one-cycle, rate 1e-3, batch 8,
/// 500 epochs. Weight decay is PyTorch's default for AdamW, since none is given.
/// </remarks>
public sealed record SegmenterRegime
{
    public Architecture Architecture { get; init; } = Architecture.Segmenters[0];

    public SegmentationScheme Scheme { get; init; } = SegmentationScheme.Published;

    public int Epochs { get; init; } = 500;

    public int Batch { get; init; } = 8;

    public double MaxRate { get; init; } = 1e-3;

    public double WeightDecay { get; init; } = 0.01;

    public double DiceWeight { get; init; } = 1;

    public double CrossEntropyWeight { get; init; } = 1;

    /// <summary>Of the subjects.</summary>
    public double ValidationShare { get; init; } = 0.15;

    public int Seed { get; init; }

    /// <summary>The settings by the names of their options.</summary>
    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["--architecture"] = Architecture.Name,
        ["--single-pass"] = Scheme.Kind == SchemeKind.SinglePass ? Text(Scheme.GridSide) : $"none (windows of {Scheme.Window} over {Scheme.GridSide})",
        ["--epochs"] = Text(Epochs),
        ["--batch"] = Text(Batch),
        ["--max-rate"] = Text(MaxRate),
        ["--weight-decay"] = Text(WeightDecay),
        ["--dice-weight"] = Text(DiceWeight),
        ["--cross-entropy-weight"] = Text(CrossEntropyWeight),
        ["--validation-share"] = Text(ValidationShare),
        ["--seed"] = Text(Seed),
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
