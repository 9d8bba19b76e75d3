using System.Numerics.Tensors;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace AxSpA.Cloud.Training.Export;

/// <summary>A trained network to a model of a model folder: ONNX graph and card.</summary>
/// <remarks>
/// The same weights and record always give the same bytes. What was written is run once with ONNX Runtime and must agree with TorchSharp before it takes
/// its place in the folder.
/// </remarks>
public static class ModelExport
{
    /// <summary>Largest difference of a logit between ONNX Runtime and TorchSharp, where logits are beyond 1 as a share of the largest.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>For a record's <see cref="TrainingRecord.Tool"/>.</summary>
    public static string Tool(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return $"{Software}, TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)} on {device.type.ToString().ToLowerInvariant()}";
    }

    private static string Software => $"axspa {typeof(ModelExport).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Writes <c>segmenter/card.json</c> and <c>segmenter/model.onnx</c>.</summary>
    /// <param name="network">On any device; left as it is.</param>
    /// <param name="scheme">The grid that the network was trained on.</param>
    /// <param name="record">How it was trained.</param>
    /// <param name="folder">The model folder; an earlier segmenter in it is replaced, other roles are not touched.</param>
    /// <returns>The model, as it was read back.</returns>
    /// <exception cref="ModelRefusedException">A value of the card is off, or the graph answers otherwise than the network.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or holds something else under the role's name.</exception>
    public static StoredModel Segmenter(PelvisUNet network, SegmentationScheme scheme, TrainingRecord record, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(record);
        var weights = NetworkState.Read(network);
        var card = Card(ModelRole.Segmenter, "sacroiliac-segmentation", new ModelInput(1, scheme.Window, scheme.Window), weights, record) with
        {
            Scheme = scheme,
        };
        card.Validate();
        if (scheme.Window % PelvisUNet.SideMultiple != 0)
            throw new ModelRefusedException("scheme.window", $"a multiple of {PelvisUNet.SideMultiple}, which the network halves", $"{scheme.Window}");
        var (graph, architecture) = SegmentationNetworkWriter.Write(weights, scheme.Window);
        using var copy = new PelvisUNet(network.Width);
        return Store(graph, card with { Architecture = architecture }, Answer(copy, weights, card.Input), folder);
    }

    /// <summary>Writes the card and graph of a classifier under the role's name.</summary>
    /// <param name="network">On any device; left as it is.</param>
    /// <param name="role">Anatomy-aware or standard.</param>
    /// <param name="decision">The cut-off chosen on validation.</param>
    /// <param name="preprocessingVersion">One of <see cref="PreprocessingVersions"/>: what its pictures were prepared with.</param>
    /// <param name="record">How it was trained.</param>
    /// <param name="folder">The model folder; an earlier model of this role is replaced, other roles are not touched.</param>
    /// <returns>The model, as it was read back.</returns>
    /// <exception cref="ModelRefusedException">A value of the card is off, or the graph answers otherwise than the network.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or holds something else under the role's name.</exception>
    public static StoredModel Classifier(
        SacroiliitisResNet network, ModelRole role, DecisionRule decision, string preprocessingVersion, TrainingRecord record, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(record);
        if (role == ModelRole.Segmenter)
            throw new ModelRefusedException("role", "anatomy-aware or standard", role.FolderName());
        var rules = PreprocessingRules.For(preprocessingVersion);
        var weights = NetworkState.Read(network);
        var card = Card(role, $"sacroiliitis-{role.FolderName()}", new ModelInput(1, rules.ClassifierRows, rules.ClassifierColumns), weights, record) with
        {
            Preprocessing = new ModelPreprocessing(rules.Version, rules.JointDilationShare, rules.ClaheClipShare),
            Decision = decision,
        };
        card.Validate();
        var (graph, architecture) = ClassificationNetworkWriter.Write(weights, rules.ClassifierRows, rules.ClassifierColumns);
        using var copy = new SacroiliitisResNet(network.Width, dropout: 0);
        return Store(graph, card with { Architecture = architecture }, Answer(copy, weights, card.Input), folder);
    }

    /// <summary>Whether a model of this role could be stored in a folder: to be asked before a long training.</summary>
    /// <exception cref="IOException">The folder cannot be written to, or holds something else under the role's name.</exception>
    public static void RequirePlace(ModelRole role, string folder) => ModelPlace.In(folder, role).Require();

    private static ModelCard Card(ModelRole role, string name, ModelInput input, NetworkWeights weights, TrainingRecord record) => new()
    {
        Schema = ModelCard.CurrentSchema,
        Name = record.Synthetic ? $"{TrainingRecord.SyntheticNamePrefix}{name}" : name,
        Version = NetworkState.Digest(weights)[..12],
        Role = role,
        Architecture = "not yet written",
        Weights = ModelImport.Unknown,
        Input = input,
        IntendedUse = record.Synthetic ? $"Not for any clinical use: {TrainingRecord.SyntheticStatement}. Not a medical device." : ModelImport.IntendedUse,
        Provenance = new ModelProvenance(record.DataFile, record.DataSha256, ModelImport.Publication, Software),
        Training = record,
    };

    /// <summary>The logits of these weights on the fixed picture, on the CPU in single precision.</summary>
    private static float[] Answer(nn.Module<Tensor, Tensor> network, NetworkWeights weights, ModelInput input)
    {
        NetworkState.Write(network, weights);
        network.eval();
        using var frozen = no_grad();
        using var picture = tensor(FixedPicture.Create(input.Rows, input.Columns), [1, 1, input.Rows, input.Columns]);
        using var logits = network.call(picture);
        return [.. logits.data<float>()];
    }

    private static StoredModel Store(OnnxGraph graph, ModelCard card, float[] expected, string folder)
    {
        var place = ModelPlace.In(folder, card.Role);
        place.Require();
        return place.Put(draft =>
        {
            ModelImport.Store(Path.Combine(draft, card.Role.FolderName()), graph, card);
            RequireSame(card, expected, ModelTrial.Run(Read(draft))[GraphNames.Logits]);
        });
    }

    private static void RequireSame(ModelCard card, float[] expected, float[] found)
    {
        var allowed = Tolerance * Math.Max(1, Math.Abs(TensorPrimitives.MaxMagnitude<float>(expected)));
        var differences = new float[expected.Length];
        TensorPrimitives.Subtract(expected, found, differences);
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(differences));
        if (!(largest <= allowed))
            throw new ModelRefusedException($"output {GraphNames.Logits}", $"TorchSharp's within {allowed:g3} on a fixed picture", $"a difference of {largest:g3}", card.Name);
    }

    private static StoredModel Read(string folder)
    {
        var verification = ModelStore.Verify(folder).Single();
        return verification.Model ?? throw verification.Refusal!;
    }
}
