using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Difference;

namespace AxSpA.Cloud.Tests.Imaging;

public class ClassifierInputGoldenTests
{
    [Theory]
    [InlineData("caseA")]
    [InlineData("caseB")]
    [InlineData("caseC")]
    public void Input_from_the_enhanced_crop_agrees_with_the_app(string name)
    {
        var enhanced = Golden.Plane<float>($"{name}/d_crop_clahe.npy");
        ShouldBeWithin(From(enhanced), Golden.Plane<float>($"{name}/e_crop_input.npy"), 2e-6);
    }

    [Fact]
    public void Input_from_the_whole_enhanced_radiograph_agrees_with_the_app()
        => ShouldBeWithin(From(Golden.Plane<float>("caseC/d_full_clahe.npy")), Golden.Plane<float>("caseC/e_full_input.npy"), 2e-6);

    [Fact]
    public void Input_without_aligned_corners_agrees_with_the_training_scripts()
    {
        var enhanced = Golden.Plane<float>("caseC/d_crop_clahe.npy");
        var (rows, columns) = Resizing.FitLongestSide(enhanced.Rows, enhanced.Columns, 628);
        var resized = Resizing.Bilinear(enhanced, rows, columns, alignCorners: false);
        ShouldBeWithin(Resizing.CentreCropOrPad(resized, 416, 628), Golden.Plane<float>("caseC/e_crop_input_unaligned.npy"), 2e-6);
    }

    [Theory]
    [InlineData("caseA", "e_crop_input")]
    [InlineData("caseB", "e_crop_input")]
    [InlineData("caseC", "e_crop_input")]
    [InlineData("caseA", "e_full_input")]
    [InlineData("caseB", "e_full_input")]
    [InlineData("caseC", "e_full_input")]
    public void Input_from_grey_pixels_agrees_with_the_app(string name, string file)
    {
        var radiograph = GoldenCase.Radiograph(name);
        var source = new PixelRectangle(0, 0, radiograph.Columns, radiograph.Rows);
        if (file == "e_crop_input")
            source = JointCrop.Cut(radiograph, JointLocalisation.Find(GoldenCase.Labels(name), PreprocessingRules.App1).Joints!.Box).Rectangle!.Value;
        var input = ClassifierInput.From(JointCrop.PixelsOf(radiograph, source), source, PreprocessingRules.App1);

        ShouldBeWithin(input.Values, Golden.Plane<float>($"{name}/{file}.npy"), 2e-6);
    }

    private static Plane<float> From(Plane<float> enhanced)
        => ClassifierInput.FromEnhanced(enhanced, new PixelRectangle(0, 0, enhanced.Columns, enhanced.Rows), PreprocessingRules.Paper1).Values;
}
