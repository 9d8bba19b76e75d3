using AxSpA.Cloud.Models;
using Microsoft.ML.OnnxRuntime;
using Shouldly;

namespace AxSpA.Cloud.Tests.Models;

/// <summary>The rewritten convolutions of the segmenter against the sums that define them.</summary>
public class ConvolutionFormTests
{
    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(3, 5, 8)]
    [InlineData(32, 16, 12)]
    [InlineData(64, 32, 4)]
    public void Winograd_form_is_the_padded_convolution(int channels, int outputs, int side)
    {
        var random = new Random(channels);
        var (input, weight) = (Values(random, channels * side * side), Values(random, outputs * channels * 9));
        var found = Run(
            (channels, side),
            (outputs, side),
            input,
            [outputs, channels, 3, 3],
            weight,
            (graph, tensor) => WinogradConvolution.Add(graph, "result", "input", tensor, side));
        for (var index = 0; index < found.Length; index++)
        {
            var (output, row, column) = (index / (side * side), index / side % side, index % side);
            var sum = 0.0;
            for (var channel = 0; channel < channels; channel++)
            {
                for (var tap = 0; tap < 9; tap++)
                {
                    var (y, x) = (row + (tap / 3) - 1, column + (tap % 3) - 1);
                    if (y >= 0 && y < side && x >= 0 && x < side)
                        sum += (double)input[(((channel * side) + y) * side) + x] * weight[(((output * channels) + channel) * 9) + tap];
                }
            }

            // Single precision: sums of up to 576 products below 1, rounded about ten times coarser than directly.
            found[index].ShouldBe((float)sum, 5e-5f);
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 4, 6)]
    [InlineData(3, 16, 5)]
    [InlineData(32, 48, 4)]
    public void Parities_are_the_transposed_convolution(int inputs, int outputs, int side)
    {
        var random = new Random(outputs);
        var (input, weight) = (Values(random, inputs * side * side), Values(random, inputs * outputs * 9));
        var found = Run(
            (inputs, side),
            (outputs, 2 * side),
            input,
            [inputs, outputs, 3, 3],
            weight,
            (graph, tensor) => TransposedConvolution.Add(graph, "result", "input", tensor));

        // Input i reaches output o through tap o - 2i + 1.
        var expected = new double[outputs * 4 * side * side];
        for (var channel = 0; channel < inputs; channel++)
        {
            for (var output = 0; output < outputs; output++)
            {
                for (var place = 0; place < side * side * 9; place++)
                {
                    var (y, x, tap) = (place / 9 / side, place / 9 % side, place % 9);
                    var (row, column) = ((2 * y) + (tap / 3) - 1, (2 * x) + (tap % 3) - 1);
                    if (row >= 0 && row < 2 * side && column >= 0 && column < 2 * side)
                    {
                        expected[(((output * 2 * side) + row) * 2 * side) + column] +=
                            (double)input[(((channel * side) + y) * side) + x] * weight[(((channel * outputs) + output) * 9) + tap];
                    }
                }
            }
        }

        for (var index = 0; index < expected.Length; index++)
            found[index].ShouldBe((float)expected[index], 1e-5f);
    }

    private static float[] Run(
        (int Channels, int Side) from,
        (int Channels, int Side) to,
        float[] input,
        int[] shape,
        float[] weight,
        Action<OnnxGraph, CheckpointTensor> add)
    {
        using var checkpoint = CheckpointReader.Open(new MemoryStream(CheckpointFiles.Weights("network", [("weight", shape, weight)])));
        var graph = new OnnxGraph("one-convolution");
        graph.Input("input", 1, from.Channels, from.Side, from.Side);
        add(graph, checkpoint.Weights("network").Take("weight", shape));
        graph.Output("result", 1, to.Channels, to.Side, to.Side);
        using var stream = new MemoryStream();
        OnnxGraphWriter.Write(graph, stream);
        using var session = new InferenceSession(stream.ToArray());
        using var value = OrtValue.CreateTensorValueFromMemory(input, [1, from.Channels, from.Side, from.Side]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["input"], [value], ["result"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
