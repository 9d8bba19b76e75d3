namespace AxSpA.Cloud.Inference;

/// <summary>How a model was trained: section <c>training</c> of its card. Without a time, so that a training can be repeated byte for byte.</summary>
public sealed record TrainingRecord
{
    /// <summary>Stands in the card's intended use where <see cref="Synthetic"/>.</summary>
    public const string SyntheticStatement = "trained on synthetic images; for demonstration only";

    /// <summary>
    /// Begins the model's name where <see cref="Synthetic"/>: events, reports and other systems' databases carry the name and not the card.
    /// </summary>
    public const string SyntheticNamePrefix = "synthetic-";

    /// <summary>Name of the table of images, without a folder.</summary>
    public required string DataFile { get; init; }

    /// <summary>SHA-256 over the table and every image and label that it names.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Whether the images are phantoms.</summary>
    public required bool Synthetic { get; init; }

    public required TrainingSet Train { get; init; }

    public required TrainingSet Validation { get; init; }

    /// <summary>What the result depends on, by name: sizes, epochs, rates, batches, augmentation, loss.</summary>
    public required IReadOnlyDictionary<string, string> Regime { get; init; }

    public required long Seed { get; init; }

    /// <summary>Epoch whose weights were kept, counted from 1 over all phases.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Of the kept weights on the validation set, by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Name and version of what trained, and on what device.</summary>
    public required string Tool { get; init; }
}
