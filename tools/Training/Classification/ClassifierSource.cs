using System.Globalization;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Data;
using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Where the pictures of a classifier's training come from.</summary>
/// <param name="Tables">CSV files.</param>
/// <param name="Route">Anatomy-aware or standard.</param>
/// <param name="SegmenterFolder">Model folder whose segmenter labels the bones; null takes the tables' label maps.</param>
/// <param name="ValidationShare">Of the subjects.</param>
/// <param name="Seed">Of the split.</param>
public sealed record ClassifierSource(IReadOnlyList<string> Tables, ModelRole Route, string? SegmenterFolder, double ValidationShare, int Seed)
{
    private const int MostListed = 10;

    private bool NeedsLabels => Route == ModelRole.AnatomyAware;

    /// <summary>The segmenter of <see cref="SegmenterFolder"/>; null where none takes part.</summary>
    /// <exception cref="ModelRefusedException">None there, or it is off.</exception>
    public StoredModel? Segmenter()
    {
        if (SegmenterFolder is null || !NeedsLabels)
            return null;
        var found = ModelStore.Verify(SegmenterFolder).FirstOrDefault(verification => verification.Role == ModelRole.Segmenter)
            ?? throw new ModelRefusedException("segmenter", $"a segmenter in {SegmenterFolder}", "none");
        return found.Model ?? throw found.Refusal!;
    }

    /// <summary>What of the source changes the curve, by the option's name.</summary>
    public IReadOnlyDictionary<string, string> Settings(StoredModel? segmenter) => new Dictionary<string, string>
    {
        ["--route"] = Route.FolderName(),
        ["preprocessing"] = PreprocessingVersions.Paper1,
        ["--segmenter"] = !NeedsLabels ? "none: no labels" : segmenter is null ? "none: label_map" : $"segmenter {segmenter.Card.Version} ({segmenter.Card.Weights.Sha256[..12]})",
        ["--validation-share"] = ValidationShare.ToString(CultureInfo.InvariantCulture),
        ["--seed"] = Seed.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads, prepares and splits everything; nothing is trained on data of which a part can't be read.</summary>
    /// <exception cref="TrainingRefusedException">All that is wrong with it.</exception>
    public ClassifierData Load(PictureLayout layout, StoredModel? segmenter, string cacheFolder, TrainingConsole console, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(console);
        var needs = DataNeeds.Classes | (NeedsLabels && segmenter is null ? DataNeeds.LabelMaps : DataNeeds.None);
        var table = TrainingTable.Read(Tables, needs);
        using var network = segmenter is null ? null : new Segmenter(segmenter, new InferenceOptions());
        var preparation = new PicturePreparation(Route, network);
        var prepared = PreparedCases.Prepare(table, needs, Recipe, cacheFolder, console, cancellation);
        // Decoded radiographs lie about in gigabytes, and training makes no managed garbage that would have them collected.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var data = ClassifierData.Split(prepared, layout, ValidationShare, Seed, table.HasPhantoms);
        console.Line($"{data.Describe()} (by subject, seed {Seed})");
        console.Line($"prepared pictures held {(data.InMemory ? "in memory" : "in the run folder")}; data digest {data.Digest[..12]}");
        TellLeftOut(data.LeftOut, console);
        return data;

        byte[]? Recipe(Radiograph radiograph, Plane<byte>? labels) => preparation.Prepare(radiograph, labels) is { } picture ? layout.Pack(picture) : null;
    }

    private static void TellLeftOut(IReadOnlyList<TrainingCase> leftOut, TrainingConsole console)
    {
        if (leftOut.Count == 0)
            return;
        console.Line($"left out, no sacroiliac joint found: {leftOut.Count} radiographs");
        foreach (var one in leftOut.Take(MostListed))
            console.Line($"  {one.Place}");
    }
}
