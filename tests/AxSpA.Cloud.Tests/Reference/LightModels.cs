using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>
/// Model folders of a few hundred weights, written in milliseconds, for tests that need real networks but not their answers.
/// The segmenter labels by grey level, so that a radiograph from <see cref="LightRadiographs"/> gives its own label map.
/// </summary>
internal static class LightModels
{
    /// <summary>Grey levels, stretched to -1..1, of background, sacrum, left ilium and right ilium; the last is a second background.</summary>
    private static readonly float[] Levels = [-1f, 0f, 0.5f, -0.5f, 1f];

    /// <summary>Writes a folder with the models asked for and opens it.</summary>
    /// <param name="folder">Created where it is missing.</param>
    /// <param name="seed">Another seed gives models of other digests (and other classifier answers).</param>
    /// <param name="preprocessing">Preprocessing version of the classifiers.</param>
    /// <param name="gridSide">Rows and columns of the segmenter's grid; a multiple of 16.</param>
    /// <param name="segmenter">Whether to write a segmenter.</param>
    /// <param name="anatomyAware">Whether to write an anatomy-aware classifier.</param>
    /// <param name="standard">Whether to write a standard classifier.</param>
    public static ModelStore Write(
        string folder,
        int seed = 1,
        string preprocessing = PreprocessingVersions.Paper1,
        int gridSide = 96,
        bool segmenter = true,
        bool anatomyAware = true,
        bool standard = true)
    {
        if (segmenter)
            ModelImport.Store(Path.Combine(folder, "segmenter"), SegmenterGraph(seed, gridSide), SegmenterCard(seed, gridSide));
        foreach (var (role, wanted, cutoff) in new[] { (ModelRole.AnatomyAware, anatomyAware, 0.59), (ModelRole.Standard, standard, 0.69) })
        {
            if (wanted)
                ModelImport.Store(Path.Combine(folder, role.FolderName()), ClassifierGraph(seed), ClassifierCard(role, seed, preprocessing, cutoff));
        }

        return ModelStore.Open(folder);
    }

    public static ModelCard SegmenterCard(int seed, int gridSide) => Card(ModelRole.Segmenter, seed, new ModelInput(1, gridSide, gridSide)) with
    {
        Scheme = SegmentationScheme.SinglePass(gridSide),
    };

    public static ModelCard ClassifierCard(ModelRole role, int seed, string preprocessing = PreprocessingVersions.Paper1, double cutoff = 0.59)
        => Card(role, seed, new ModelInput(1, PreprocessingRules.Paper1.ClassifierRows, PreprocessingRules.Paper1.ClassifierColumns)) with
        {
            Preprocessing = new ModelPreprocessing(preprocessing, JointDilationShare: 0.05, ClaheClipShare: 0.01),
            Decision = new DecisionRule(cutoff, ConfidentThreshold: 0.70),
        };

    /// <summary>The nearest of five grey levels, as linear functions of which the largest wins: 2 μ x - μ².</summary>
    public static OnnxGraph SegmenterGraph(int seed, int gridSide)
    {
        var graph = new OnnxGraph($"light-segmenter-{seed}");
        graph.Input(GraphNames.Image, 1, 1, gridSide, gridSide);
        var weight = graph.Constant("weight", [Levels.Length, 1, 1, 1], () => [.. Levels.Select(level => 2 * level)]);
        var bias = graph.Constant("bias", [Levels.Length], () => [.. Levels.Select(level => -level * level)]);
        var nearness = graph.Node("Conv", "nearness", [GraphNames.Image, weight, bias]);
        graph.NodeWithOutputs("Split", ["dark", "bones", "bright"], [nearness, graph.Constant("parts", 1, 3, 1)], OnnxAttribute.Of("axis", 1));
        graph.Node("Max", "background", ["dark", "bright"]);
        graph.Node("Concat", GraphNames.Logits, ["background", "bones"], OnnxAttribute.Of("axis", 1));
        graph.Output(GraphNames.Logits, 1, 4, gridSide, gridSide);
        return graph;
    }

    /// <summary>One convolution with a stride of 32, and a head of the published form.</summary>
    public static OnnxGraph ClassifierGraph(int seed)
    {
        const int Channels = 8, Hidden = 6, Kernel = 8, Stride = 32, MapRows = 13, MapColumns = 20;
        var random = new Random(seed);
        var first = Weights(Hidden * Channels, 1f);
        var last = Weights(2 * Hidden, 1f);
        var graph = new OnnxGraph($"light-classifier-{seed}");
        graph.Input(GraphNames.Image, 1, 1, PreprocessingRules.Paper1.ClassifierRows, PreprocessingRules.Paper1.ClassifierColumns);
        var kernel = Weights(Channels * Kernel * Kernel, 0.2f);
        var convolution = graph.Node(
            "Conv",
            "convolution",
            [GraphNames.Image, graph.Constant("kernel", [Channels, 1, Kernel, Kernel], () => kernel)],
            OnnxAttribute.Of("kernel_shape", Kernel, Kernel),
            OnnxAttribute.Of("strides", Stride, Stride));
        graph.Node("Relu", GraphNames.Features, [convolution]);
        graph.Output(GraphNames.Features, 1, Channels, MapRows, MapColumns);
        var pooled = graph.Node("Flatten", "flat", [graph.Node("GlobalAveragePool", "pooled", [GraphNames.Features])]);
        var firstWeight = graph.Constant("first", [Hidden, Channels], () => first);
        var hidden = graph.Node("Relu", "hidden", [graph.Node("Gemm", "linear", [pooled, firstWeight], OnnxAttribute.Of("transB", 1))]);
        graph.Node(
            "Gemm", GraphNames.Logits, [hidden, graph.Constant("last", [2, Hidden], () => last)], OnnxAttribute.Of("transB", 1));
        graph.Output(GraphNames.Logits, 1, 2);
        var share = graph.Constant("share", [2, Hidden], () => Array.ConvertAll(last, value => value / (MapRows * MapColumns)));
        var masked = graph.Node("Mul", "masked", [share, graph.Node("Sign", "open", [hidden])]);
        graph.Node("MatMul", GraphNames.ChannelWeights, [masked, firstWeight]);
        graph.Output(GraphNames.ChannelWeights, 2, Channels);
        return graph;

        float[] Weights(int count, float scale) => [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * random.NextSingle()) - 1))];
    }

    private static ModelCard Card(ModelRole role, int seed, ModelInput input) => new()
    {
        Schema = ModelCard.CurrentSchema,
        Name = $"light-{role.FolderName()}",
        Version = $"{seed}",
        Role = role,
        Architecture = "light",
        Weights = new ModelWeights("model.onnx", new string('0', 64), 1),
        Input = input,
        IntendedUse = "Tests only.",
        Provenance = new ModelProvenance("none", new string('0', 64), "none", "tests"),
    };
}
