using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

/// <summary>Stage b of the reference: nine windows of the published architecture. Tolerance there: logits 1e-3, labels where the margin reaches 1e-3.</summary>
[Collection(GoldenModelsGroup.Name)]
public class SegmenterGoldenTests(GoldenModels models)
{
    private const int Grid = 768;
    private const int Window = 512;
    private const int Labels = 4;
    private const float Tolerance = 1e-3f;

    [Theory]
    [InlineData("caseA", 2)]
    [InlineData("caseB", 4)]
    [InlineData("caseC", 4)]
    public void First_window_gives_the_reference_logits(string name, int every)
    {
        var logits = models.Segmenter.WindowLogits(Input(name), row: 0, column: 0);
        LargestDifference(logits, Window, $"{name}/b_window_logits_every{every}.npy", every).ShouldBe(0, Tolerance);
    }

    [Theory]
    [InlineData("caseA", 2)]
    [InlineData("caseB", 4)]
    [InlineData("caseC", 4)]
    public void Nine_windows_give_the_reference_logits_and_labels(string name, int every)
    {
        var logits = models.Segmenter.AverageLogits(Input(name), TestContext.Current.CancellationToken);
        LargestDifference(logits, Grid, $"{name}/b_sliding_logits_every{every}.npy", every).ShouldBe(0, Tolerance);

        var expected = Golden.Plane<byte>($"{name}/b_argmax.npy");
        var found = models.Segmenter.LabelsOf(logits);
        var close = 0;
        for (var row = 0; row < Grid; row++)
        {
            for (var column = 0; column < Grid; column++)
            {
                // The reference's first axis is the image column.
                if (expected[column, row] == found[row, column])
                    continue;
                Margin(logits, column, row).ShouldBe(0, Tolerance, $"row {row}, column {column}");
                close++;
            }
        }

        close.ShouldBeLessThan(20);
    }

    /// <summary>Upright segmentation input: the stored one, turned from the reference's layout; where only a part is stored, made from the picture.</summary>
    private static Plane<float> Input(string name) => name == "caseB"
        ? SegmentationInput.FromRadiograph(new Radiograph(Golden.Plane<ushort>("caseB/image.npy"), GreyDepth.Sixteen))
        : Orientation.Transpose(Golden.Plane<float>($"{name}/a_seg_input.npy"));

    private static float LargestDifference(float[] logits, int side, string golden, int every)
    {
        var expected = Golden.Array<float>(golden, out var shape);
        shape.ShouldBe([Labels, side / every, side / every]);
        var largest = 0f;
        for (var index = 0; index < expected.Length; index++)
        {
            var (label, rest) = Math.DivRem(index, shape[1] * shape[2]);
            var (column, row) = Math.DivRem(rest, shape[2]);
            largest = Math.Max(largest, Math.Abs(logits[(((label * side) + (column * every)) * side) + (row * every)] - expected[index]));
        }

        return largest;
    }

    private static float Margin(float[] logits, int column, int row)
    {
        var values = Enumerable.Range(0, Labels).Select(label => logits[(((label * Grid) + column) * Grid) + row]).Order().ToList();
        return values[^1] - values[^2];
    }
}
