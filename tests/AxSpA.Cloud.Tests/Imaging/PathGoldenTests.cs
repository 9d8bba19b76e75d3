using System.Text.Json;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Imaging;

/// <summary>From the segmentation network's own answer to the classifier's input, every pixel step in a row.</summary>
public class PathGoldenTests
{
    [Theory]
    [InlineData("caseA", "anatomy_aware_app_as_published")]
    [InlineData("caseA", "anatomy_aware_rowcol_native_pixels")]
    [InlineData("caseB", "anatomy_aware_native_pixels")]
    [InlineData("caseB", "anatomy_aware_rowcol_native_pixels")]
    [InlineData("caseC", "anatomy_aware_app_as_published")]
    [InlineData("caseC", "anatomy_aware_rowcol_native_pixels")]
    public void Crop_from_the_networks_label_map_equals_the_reference(string name, string path)
    {
        using var document = JsonDocument.Parse(Golden.Bytes("g_end_to_end.json"));
        var expected = document.RootElement.GetProperty(name).GetProperty(path);
        var app = expected.TryGetProperty("crop_start_xy", out _);
        var (start, size) = (Numbers(expected, app ? "crop_start_xy" : "crop_start_rowcol"), Numbers(expected, app ? "crop_size_xy" : "crop_size_rowcol"));
        var (x, y) = app ? (0, 1) : (1, 0);

        var (joints, crop) = Cropped(name, app ? PreprocessingRules.App1 : PreprocessingRules.Paper1);

        crop.Rectangle.ShouldBe(new PixelRectangle(start[x], start[y], size[x], size[y]));
        crop.Threshold.Value.ShouldBe(expected.GetProperty("otsu_threshold").GetInt32());
        joints.Dilation.ShouldBe(expected.GetProperty("dilation").GetInt32());
    }

    [Theory]
    [InlineData("caseA", "g_app_as_published_input")]
    [InlineData("caseB", "g_native_pixels_input")]
    [InlineData("caseC", "g_app_as_published_input")]
    public void Classifier_input_from_the_networks_label_map_agrees_with_the_app(string name, string file)
    {
        var (_, crop) = Cropped(name, PreprocessingRules.App1);
        var input = ClassifierInput.From(crop.Pixels!, crop.Rectangle!.Value, PreprocessingRules.App1);
        Difference.ShouldBeWithin(input.Values, Golden.Plane<float>($"{name}/{file}.npy"), 2e-6);
    }

    private static (SacroiliacJoints Joints, JointCrop Crop) Cropped(string name, PreprocessingRules rules)
    {
        var radiograph = GoldenCase.Radiograph(name);
        var cleaned = LabelMaps.KeepLargestComponents(Orientation.Transpose(Golden.Plane<byte>($"{name}/b_argmax.npy")));
        var labels = Resizing.Nearest(cleaned, radiograph.Rows, radiograph.Columns);
        var joints = JointLocalisation.Find(labels, rules).Joints.ShouldNotBeNull();
        return (joints, JointCrop.Cut(radiograph, joints.Box));
    }

    private static int[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];
}
