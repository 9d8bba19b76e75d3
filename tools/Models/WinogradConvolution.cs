namespace AxSpA.Cloud.Models;

/// <summary>
/// A 3×3 convolution (stride 1, padding 1) in the form F(4×4, 3×3): each 4×4 tile of the result takes 36 products a channel pair instead of 144.
/// </summary>
/// <remarks>
/// After Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016. Mathematically the same convolution; in single precision it
/// rounds about ten times coarser than the direct form. It pays where channels are many and the picture is small.
/// </remarks>
internal static class WinogradConvolution
{
    /// <summary>Rows and columns of the result that are computed together.</summary>
    public const int Tile = 4;

    private const int Points = 6;

    private static readonly double[,] Input =
    {
        { 4, 0, -5, 0, 1, 0 },
        { 0, -4, -4, 1, 1, 0 },
        { 0, 4, -4, -1, 1, 0 },
        { 0, -2, -1, 2, 1, 0 },
        { 0, 2, -1, -2, 1, 0 },
        { 0, 4, 0, -5, 0, 1 },
    };

    private static readonly double[,] Kernel =
    {
        { 1 / 4.0, 0, 0 },
        { -1 / 6.0, -1 / 6.0, -1 / 6.0 },
        { -1 / 6.0, 1 / 6.0, -1 / 6.0 },
        { 1 / 24.0, 1 / 12.0, 1 / 6.0 },
        { 1 / 24.0, -1 / 12.0, 1 / 6.0 },
        { 0, 0, 1 },
    };

    private static readonly double[,] Output =
    {
        { 1, 1, 1, 1, 1, 0 },
        { 0, 1, -1, 2, -2, 0 },
        { 0, 1, 1, 4, 4, 0 },
        { 0, 1, -1, 8, -8, 1 },
    };

    /// <summary>Adds the convolution of <paramref name="input"/> (1 × channels × side × side) to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the result.</param>
    /// <param name="input">Value to convolve.</param>
    /// <param name="weight">Outputs × channels × 3 × 3.</param>
    /// <param name="side">Rows and columns of the input, a multiple of 4.</param>
    public static string Add(OnnxGraph graph, string name, string input, CheckpointTensor weight, int side)
    {
        var (outputs, channels) = (weight.Shape[0], weight.Shape[1]);
        var tiles = side / Tile;
        const int Products = Points * Points;

        // Every channel is a picture of its own; a convolution with the 36 outer products of the input transform cuts it into transformed tiles.
        var pictures = Reshape($"{name}.pictures", input, channels, 1, side, side);
        var cut = graph.Constant($"{name}.cut", [Products, 1, Points, Points], () => Outer(Input));
        var tiled = graph.Node(
            "Conv",
            $"{name}.tiled",
            [pictures, cut],
            OnnxAttribute.Of("kernel_shape", Points, Points),
            OnnxAttribute.Of("strides", Tile, Tile),
            OnnxAttribute.Of("pads", 1, 1, 1, 1));
        tiled = Reshape($"{name}.tiles", tiled, channels, Products, tiles * tiles);
        tiled = graph.Node("Transpose", $"{name}.points", [tiled], OnnxAttribute.Of("perm", 1, 0, 2));

        // Only constants go into the kernel's transform: it is computed once, when the graph is loaded, and the file keeps nine values a kernel.
        var kernel = graph.Constant($"{name}.weight", [9, outputs * channels], () => TapMajor(weight));
        var transform = graph.Constant($"{name}.weight.transform", [Products, 9], () => Outer(Kernel));
        var kernels = graph.Node("MatMul", $"{name}.weight.transformed", [transform, kernel]);
        kernels = Reshape($"{name}.weight.points", kernels, Products, outputs, channels);

        var product = graph.Node("MatMul", $"{name}.product", [kernels, tiled]);
        product = Reshape($"{name}.product.flat", product, Products, outputs * tiles * tiles);
        var back = graph.Constant($"{name}.back", [Tile * Tile, Products], () => Outer(Output));
        var pixels = graph.Node("MatMul", $"{name}.pixels", [back, product]);
        pixels = Reshape($"{name}.pixels.square", pixels, 1, Tile * Tile * outputs, tiles, tiles);
        return graph.Node("DepthToSpace", name, [pixels], OnnxAttribute.Of("blocksize", (long)Tile), OnnxAttribute.Of("mode", "DCR"));

        string Reshape(string value, string from, params long[] shape)
            => graph.Node("Reshape", value, [from, graph.Constant($"{value}.shape", shape)]);
    }

    /// <summary>Kronecker product of a transform with itself: the transform of rows and of columns at once.</summary>
    private static float[] Outer(double[,] matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var result = new float[rows * rows * columns * columns];
        var index = 0;
        for (var row = 0; row < rows * rows; row++)
        {
            for (var column = 0; column < columns * columns; column++)
                result[index++] = (float)(matrix[row / rows, column / columns] * matrix[row % rows, column % columns]);
        }

        return result;
    }

    private static float[] TapMajor(CheckpointTensor weight)
    {
        var values = weight.ReadSingles();
        var pairs = values.Length / 9;
        var result = new float[values.Length];
        for (var pair = 0; pair < pairs; pair++)
        {
            for (var tap = 0; tap < 9; tap++)
                result[(tap * pairs) + pair] = values[(pair * 9) + tap];
        }

        return result;
    }
}
