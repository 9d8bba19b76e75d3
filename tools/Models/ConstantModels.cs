using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Models;

/// <summary>
/// Models that answer the same whatever they see: for measuring everything around the networks. The segmenter draws one pelvis, with a joint on either
/// side, so every radiograph goes through all stages.
/// </summary>
public static class ConstantModels
{
    /// <summary>Rows and columns of the segmenter's grid.</summary>
    private const int GridSide = 64;

    private const int PictureRows = 416, PictureColumns = 628, MapRows = 13, MapColumns = 20, Channels = 4, Labels = 4;

    /// <summary>Writes a segmenter and an anatomy-aware classifier into a new or empty folder.</summary>
    public static ModelStore Write(string folder)
    {
        ModelImport.Store(Path.Combine(folder, ModelRole.Segmenter.FolderName()), Segmenter(), Card(ModelRole.Segmenter, new ModelInput(1, GridSide, GridSide)) with
        {
            Scheme = SegmentationScheme.SinglePass(GridSide),
        });
        ModelImport.Store(Path.Combine(folder, ModelRole.AnatomyAware.FolderName()), Classifier(), Card(ModelRole.AnatomyAware, new ModelInput(1, PictureRows, PictureColumns)) with
        {
            Preprocessing = new ModelPreprocessing(PreprocessingVersions.Paper1, JointDilationShare: 0.05, ClaheClipShare: 0.01),
            Decision = new DecisionRule(Cutoff: 0.59, ConfidentThreshold: 0.70),
        });
        return ModelStore.Open(folder);
    }

    private static OnnxGraph Segmenter()
    {
        var graph = new OnnxGraph("constant-segmenter");
        graph.Input(GraphNames.Image, 1, 1, GridSide, GridSide);
        Answer(graph, GraphNames.Logits, [1, Labels, GridSide, GridSide], PelvisLogits());
        return graph;
    }

    private static OnnxGraph Classifier()
    {
        var graph = new OnnxGraph("constant-classifier");
        graph.Input(GraphNames.Image, 1, 1, PictureRows, PictureColumns);
        Answer(graph, GraphNames.Logits, [1, 2], [0f, 1f]);
        Answer(graph, GraphNames.Features, [1, Channels, MapRows, MapColumns], [.. Enumerable.Range(0, Channels * MapRows * MapColumns).Select(index => index % 17 / 16f)]);
        Answer(graph, GraphNames.ChannelWeights, [2, Channels], [.. Enumerable.Range(0, 2 * Channels).Select(index => index < Channels ? -0.01f : 0.01f)]);
        return graph;
    }

    private static void Answer(OnnxGraph graph, string output, int[] shape, float[] values)
    {
        graph.Node("Identity", output, [graph.Constant(output + "-constant", shape, () => values)]);
        graph.Output(output, shape);
    }

    /// <summary>One at the label, zero elsewhere, in the network's layout: label × column × row.</summary>
    private static float[] PelvisLogits()
    {
        var logits = new float[Labels * GridSide * GridSide];
        for (var column = 0; column < GridSide; column++)
        {
            for (var row = 0; row < GridSide; row++)
                logits[((((int)LabelAt(row, column) * GridSide) + column) * GridSide) + row] = 1;
        }

        return logits;
    }

    /// <summary>Three upright boxes side by side, in sixteenths of the grid; the patient's right at column 0.</summary>
    private static BoneLabel LabelAt(int row, int column)
    {
        const int part = GridSide / 16;
        return (row / part, column / part) switch
        {
            ( >= 3 and < 9, >= 6 and < 10) => BoneLabel.Sacrum,
            ( >= 4 and < 11, >= 2 and < 6) => BoneLabel.RightIlium,
            ( >= 4 and < 11, >= 10 and < 14) => BoneLabel.LeftIlium,
            _ => BoneLabel.Background,
        };
    }

    private static ModelCard Card(ModelRole role, ModelInput input) => new()
    {
        Schema = ModelCard.CurrentSchema,
        Name = $"constant-{role.FolderName()}",
        Version = "1",
        Role = role,
        Architecture = "constant",
        Weights = ModelImport.Unknown,
        Input = input,
        IntendedUse = "Measuring the system without its networks. The answers mean nothing.",
        Provenance = new ModelProvenance("none", new string('0', 64), "none", "constant"),
    };
}
