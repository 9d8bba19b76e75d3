using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Difference;

namespace AxSpA.Cloud.Tests.Imaging;

public class ResizingGoldenTests
{
    private const double Tolerance = 1e-6;

    private static Plane<float> Input => Golden.Plane<float>("unit/resize_in.npy");

    [Theory]
    [InlineData("down", 24, 24)]
    [InlineData("up", 50, 71)]
    [InlineData("mixed", 50, 24)]
    public void Resizes_agree_with_torch(string name, int rows, int columns)
    {
        ShouldBeWithin(Resizing.Area(Input, rows, columns), Golden.Plane<float>($"unit/resize_area_{name}.npy"), Tolerance);
        ShouldBeWithin(Resizing.Bilinear(Input, rows, columns, alignCorners: true), Golden.Plane<float>($"unit/resize_bilinear_aligned_{name}.npy"), Tolerance);
        ShouldBeWithin(Resizing.Bilinear(Input, rows, columns, alignCorners: false), Golden.Plane<float>($"unit/resize_bilinear_{name}.npy"), Tolerance);
        ShouldBeWithin(Resizing.Nearest(Input, rows, columns), Golden.Plane<float>($"unit/resize_nearest_{name}.npy"), 0);
    }

    [Fact]
    public void Longest_side_agrees_with_monai()
    {
        var (rows, columns) = Resizing.FitLongestSide(Input.Rows, Input.Columns, 60);
        ShouldBeWithin(Resizing.Bilinear(Input, rows, columns, alignCorners: true), Golden.Plane<float>("unit/resize_longest_60.npy"), Tolerance);
    }

    [Theory]
    [InlineData("smaller", 20, 30)]
    [InlineData("larger", 40, 61)]
    [InlineData("mixed", 20, 61)]
    [InlineData("odd", 36, 54)]
    public void Cut_or_padding_is_the_one_of_monai(string name, int rows, int columns)
        => ShouldBeWithin(Resizing.CentreCropOrPad(Input, rows, columns), Golden.Plane<float>($"unit/pad_or_crop_{name}.npy"), 0);

    [Theory]
    [InlineData("caseA", 1)]
    [InlineData("caseB", 2)]
    [InlineData("caseC", 1)]
    public void Segmentation_input_agrees_with_the_app(string name, int every)
    {
        var input = SegmentationInput.FromRadiograph(GoldenCase.Radiograph(name));
        var expected = Golden.Plane<float>(every == 1 ? $"{name}/a_seg_input.npy" : $"{name}/a_seg_input_every{every}.npy");
        ShouldBeWithin(GoldenCase.Every(Orientation.Transpose(input), every), expected, 2e-6);
    }
}
