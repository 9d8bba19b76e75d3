namespace AxSpA.Cloud.Models;

/// <summary>A transposed 3×3 convolution that doubles both sides (stride 2, padding 1, output padding 1), as ordinary convolutions.</summary>
/// <remarks>
/// Pixel o takes input i through tap o - 2i + 1: an even row takes tap 1 of one input row, an odd row taps 2 and 0 of two. So each of the four
/// parities of (row, column) is a convolution of at most 2×2 taps at the input's size, and the results are interleaved.
/// </remarks>
internal static class TransposedConvolution
{
    /// <summary>Below this a convolution has too few outputs to fill a vector; the four parities are then computed by one.</summary>
    private const int FewOutputs = 16;

    private static readonly int[] EvenTaps = [1];
    private static readonly int[] OddTaps = [2, 0];

    /// <summary>Adds the convolution of <paramref name="input"/> to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the result.</param>
    /// <param name="input">Value to convolve.</param>
    /// <param name="weight">Inputs × outputs × 3 × 3.</param>
    public static string Add(OnnxGraph graph, string name, string input, CheckpointTensor weight)
    {
        var parities = weight.Shape[1] < FewOutputs ? AllAtOnce(graph, name, input, weight) : OneByOne(graph, name, input, weight);
        return graph.Node("DepthToSpace", name, [parities], OnnxAttribute.Of("blocksize", 2L), OnnxAttribute.Of("mode", "DCR"));
    }

    private static string OneByOne(OnnxGraph graph, string name, string input, CheckpointTensor weight)
    {
        var parities = new string[4];
        for (var parity = 0; parity < parities.Length; parity++)
        {
            var (row, column) = (parity / 2, parity % 2);
            int[] shape = [weight.Shape[1], weight.Shape[0], row + 1, column + 1];
            var kernel = graph.Constant($"{name}.weight.{row}{column}", shape, () => Kernel(weight, row, column, row + 1, column + 1));
            parities[parity] = Convolution(graph, $"{name}.{row}{column}", input, kernel, row + 1, column + 1);
        }

        return graph.Node("Concat", $"{name}.parities", parities, OnnxAttribute.Of("axis", 1));
    }

    private static string AllAtOnce(OnnxGraph graph, string name, string input, CheckpointTensor weight)
    {
        var kernel = graph.Constant(
            $"{name}.weight",
            [4 * weight.Shape[1], weight.Shape[0], 2, 2],
            () => [.. Enumerable.Range(0, 4).SelectMany(parity => Kernel(weight, parity / 2, parity % 2, 2, 2))]);
        return Convolution(graph, $"{name}.parities", input, kernel, 2, 2);
    }

    /// <summary>The last input row and column are continued by zeros, which only the second tap of an odd pixel reaches.</summary>
    private static string Convolution(OnnxGraph graph, string name, string input, string kernel, int rows, int columns) => graph.Node(
        "Conv",
        name,
        [input, kernel],
        OnnxAttribute.Of("kernel_shape", rows, columns),
        OnnxAttribute.Of("pads", 0, 0, rows - 1, columns - 1));

    /// <summary>Taps of one parity as outputs × inputs × rows × columns; taps that it does not have are 0.</summary>
    private static float[] Kernel(CheckpointTensor weight, int row, int column, int rows, int columns)
    {
        var values = weight.ReadSingles();
        var (inputs, outputs) = (weight.Shape[0], weight.Shape[1]);
        var (rowTaps, columnTaps) = (row == 0 ? EvenTaps : OddTaps, column == 0 ? EvenTaps : OddTaps);
        var result = new float[outputs * inputs * rows * columns];
        for (var output = 0; output < outputs; output++)
        {
            for (var input = 0; input < inputs; input++)
            {
                for (var r = 0; r < rowTaps.Length; r++)
                {
                    for (var c = 0; c < columnTaps.Length; c++)
                    {
                        var tap = (((((input * outputs) + output) * 3) + rowTaps[r]) * 3) + columnTaps[c];
                        result[(((((output * inputs) + input) * rows) + r) * columns) + c] = values[tap];
                    }
                }
            }
        }

        return result;
    }
}
