using System.Security.Cryptography;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Models;

/// <summary>Turns published checkpoints into a model folder.</summary>
public static class ModelImport
{
    private const string WeightsFile = "model.onnx";
    /// <summary>The paper that the architectures and their parameters are from.</summary>
    public const string Publication = "Dorfner et al., RMD Open 2024;10:e004628";

    /// <summary>What models of the published method are for.</summary>
    public const string IntendedUse =
        "Research use only: grading of sacroiliitis on anteroposterior pelvic radiographs of adults with suspected axial spondyloarthritis. "
        + "Not a medical device.";

    private const int PictureRows = 416;
    private const int PictureColumns = 628;
    private const double ConfidentThreshold = 0.70;

    /// <summary>Imports checkpoints; the same files always give the same bytes.</summary>
    /// <param name="segmenterFile">The published <c>segmentation_model.pt</c>.</param>
    /// <param name="anatomyAwareFile">The published <c>classification_model.ckpt</c>.</param>
    /// <param name="standardFile">A classifier of whole radiographs, where one is at hand; the same file may serve both.</param>
    /// <param name="preprocessingVersion">One of <see cref="PreprocessingVersions"/>.</param>
    /// <param name="outFolder">New or empty folder, which appears complete or not at all.</param>
    /// <returns>The store, opened.</returns>
    /// <exception cref="CheckpointRefusedException">A file is not such a checkpoint.</exception>
    /// <exception cref="ModelRefusedException">What was made does not run.</exception>
    /// <exception cref="IOException">A file cannot be read, or the folder holds files already.</exception>
    public static ModelStore Import(
        string segmenterFile, string anatomyAwareFile, string? standardFile, string preprocessingVersion, string outFolder)
    {
        ArgumentNullException.ThrowIfNull(outFolder);
        if (!PreprocessingVersions.All.Contains(preprocessingVersion))
        {
            throw new ArgumentException(
                $"expected {string.Join(" or ", PreprocessingVersions.All)}, found {preprocessingVersion}", nameof(preprocessingVersion));
        }

        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outFolder));
        RequireFree(target);
        var draft = $"{target}.importing-{Guid.NewGuid():n}";
        try
        {
            WriteSegmenter(segmenterFile, Path.Combine(draft, ModelRole.Segmenter.FolderName()));
            WriteClassifier(anatomyAwareFile, ModelRole.AnatomyAware, 0.59, preprocessingVersion, draft);
            if (standardFile is not null)
                WriteClassifier(standardFile, ModelRole.Standard, 0.69, preprocessingVersion, draft);
            Try(ModelStore.Open(draft));
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(draft, target);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }

        return ModelStore.Open(target);
    }

    private static void WriteSegmenter(string file, string folder)
    {
        var scheme = SegmentationScheme.Published;
        using var checkpoint = CheckpointReader.Open(file);
        var (graph, architecture) = SegmentationNetworkWriter.Write(checkpoint.Weights("network"), scheme.Window);
        var source = Digest(file);
        Store(folder, graph, new ModelCard
        {
            Schema = ModelCard.CurrentSchema,
            Name = "sacroiliac-segmentation",
            Version = source[..12],
            Role = ModelRole.Segmenter,
            Architecture = architecture,
            Weights = Unknown,
            Input = new ModelInput(1, scheme.Window, scheme.Window),
            Scheme = scheme,
            IntendedUse = IntendedUse,
            Provenance = Provenance(file, source),
        });
    }

    private static void WriteClassifier(string file, ModelRole role, double cutoff, string preprocessing, string draft)
    {
        using var checkpoint = CheckpointReader.Open(file);
        var (graph, architecture) = ClassificationNetworkWriter.Write(checkpoint.Weights("state_dict"), PictureRows, PictureColumns);
        var source = Digest(file);
        Store(Path.Combine(draft, role.FolderName()), graph, new ModelCard
        {
            Schema = ModelCard.CurrentSchema,
            Name = $"sacroiliitis-{role.FolderName()}",
            Version = source[..12],
            Role = role,
            Architecture = architecture,
            Weights = Unknown,
            Input = new ModelInput(1, PictureRows, PictureColumns),
            Preprocessing = new ModelPreprocessing(preprocessing, JointDilationShare: 0.05, ClaheClipShare: 0.01),
            Decision = new DecisionRule(cutoff, ConfidentThreshold),
            IntendedUse = IntendedUse,
            Provenance = Provenance(file, source),
        });
    }

    /// <summary>Stands in a card until its weights are written.</summary>
    public static ModelWeights Unknown { get; } = new(WeightsFile, new string('0', 64), 1);

    /// <summary>Writes a graph and, beside it, its card with the digest of what was written; the same graph and card always give the same bytes.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Store(string folder, OnnxGraph graph, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, WeightsFile);
        using (var stream = File.Create(path))
            OnnxGraphWriter.Write(graph, stream);
        card = card with { Weights = new ModelWeights(WeightsFile, Digest(path), new FileInfo(path).Length) };
        File.WriteAllBytes(Path.Combine(folder, ModelCard.FileName), card.ToBytes());
    }

    /// <summary>Runs every imported network once on a fixed picture.</summary>
    private static void Try(ModelStore store)
    {
        foreach (var model in store.Models)
        {
            if (model.Card.Role == ModelRole.Segmenter)
            {
                using var segmenter = new Segmenter(model, new InferenceOptions());
                segmenter.WarmUp();
            }
            else
            {
                using var classifier = new Classifier(model, new InferenceOptions());
                classifier.WarmUp();
            }
        }
    }

    private static void RequireFree(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new IOException($"expected a new or an empty folder for the models, found {folder} in use");
    }

    private static ModelProvenance Provenance(string file, string digest)
        => new(Path.GetFileName(file), digest, Publication, $"axspa {typeof(ModelImport).Assembly.GetName().Version?.ToString(3)}");

    private static string Digest(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
