using System.Text.Json;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class JointGoldenTests
{
    [Theory]
    [InlineData("caseA", "app")]
    [InlineData("caseA", "rowcol")]
    [InlineData("caseB", "app")]
    [InlineData("caseB", "rowcol")]
    [InlineData("caseC", "app")]
    [InlineData("caseC", "rowcol")]
    public void Joints_box_threshold_and_crop_equal_the_reference(string name, string variant)
    {
        var app = variant == "app";
        var radiograph = GoldenCase.Radiograph(name);
        var expected = Expected($"{name}/{variant}");

        var located = JointLocalisation.Find(GoldenCase.Labels(name), app ? PreprocessingRules.App1 : PreprocessingRules.Paper1);

        located.Located.ShouldBeTrue();
        var joints = located.Joints!;
        joints.SacrumExtent.ShouldBe(expected.GetProperty("sacrum_extent_axis1").GetInt32());
        joints.Dilation.ShouldBe(expected.GetProperty("dilation").GetInt32());
        ShouldBe(joints.Left, expected.GetProperty("left"));
        ShouldBe(joints.Right, expected.GetProperty("right"));
        joints.Box.ShouldBe(Rectangle(Numbers(expected, "box0"), Numbers(expected, "box1"), app));

        var crop = JointCrop.Cut(radiograph, joints.Box);
        crop.Threshold.ShouldBe(new OtsuThreshold(expected.GetProperty("otsu_threshold").GetInt32(), expected.GetProperty("otsu_bin").GetInt32()));
        var (start, size) = (Numbers(expected, "crop_start"), Numbers(expected, "crop_size"));
        crop.Rectangle.ShouldBe(Rectangle([start[0], start[0] + size[0] - 1], [start[1], start[1] + size[1] - 1], app));
        var pixels = GoldenCase.Grey($"{name}/c_{variant}_crop.npy").Grey;
        ShouldEqual(crop.Pixels!.Grey, app ? Orientation.Transpose(pixels) : pixels);
    }

    [Theory]
    [InlineData("caseA", "app")]
    [InlineData("caseA", "rowcol")]
    [InlineData("caseB", "app")]
    [InlineData("caseB", "rowcol")]
    [InlineData("caseC", "app")]
    [InlineData("caseC", "rowcol")]
    public void Joint_masks_equal_the_reference_pixel_for_pixel(string name, string variant)
    {
        var app = variant == "app";
        var joints = JointLocalisation.Find(GoldenCase.Labels(name), app ? PreprocessingRules.App1 : PreprocessingRules.Paper1).Joints!;
        var (left, right) = (joints.Left.Mask.Values.ToArray(), joints.Right.Mask.Values.ToArray());
        var both = new Plane<byte>(joints.Left.Mask.Rows, joints.Left.Mask.Columns, [.. left.Zip(right, (l, r) => (byte)((l | r) * 255))]);
        var expected = PngImage.Decode8(Golden.Bytes($"{name}/c_{variant}_sij_mask.png"));
        ShouldEqual(both, app ? Orientation.Transpose(expected) : expected);
    }

    [Fact]
    public void Wrapped_8_bit_values_of_the_published_app_give_its_threshold()
    {
        var native = GoldenCase.Radiograph("caseB").Grey;
        var wrapped = new Radiograph(new Plane<ushort>(native.Rows, native.Columns, Array.ConvertAll(native.Values.ToArray(), grey => (ushort)(grey & 255))), GreyDepth.Eight);
        var crop = JointCrop.Cut(wrapped, JointLocalisation.Find(GoldenCase.Labels("caseB"), PreprocessingRules.App1).Joints!.Box);
        crop.Threshold.ShouldBe(new OtsuThreshold(87, 43));
        ShouldEqual(crop.Pixels!.Grey, Orientation.Transpose(GoldenCase.Grey("caseB/c_app_8bit_wrapped_crop.npy").Grey));
    }

    [Theory]
    [InlineData("caseA")]
    [InlineData("caseB")]
    [InlineData("caseC")]
    public void Cleaned_label_map_and_its_way_to_the_radiographs_grid_equal_the_app(string name)
    {
        var raw = Orientation.Transpose(Golden.Plane<byte>($"{name}/b_argmax.npy"));
        var cleaned = LabelMaps.KeepLargestComponents(raw);
        ShouldEqual(Orientation.Transpose(cleaned), Golden.Plane<byte>($"{name}/b_largest_component.npy"));
        var radiograph = GoldenCase.Radiograph(name);
        var resized = Resizing.Nearest(cleaned, radiograph.Rows, radiograph.Columns);
        ShouldEqual(Orientation.Transpose(resized), Golden.Plane<byte>($"{name}/b_label_map.npy"));
    }

    [Fact]
    public void Components_equal_the_reference()
    {
        // The reference array is in the app's layout.
        var labels = Golden.Plane<byte>("unit/components_in.npy");
        var cleaned = LabelMaps.KeepLargestComponents(Orientation.Transpose(labels));
        ShouldEqual(Orientation.Transpose(cleaned), Golden.Plane<byte>("unit/components_8_neighbour_out.npy"));
        for (byte label = 1; label <= 3; label++)
        {
            var largest = Components.Largest(labels, label, Connectivity.Four, ComponentTie.FirstByRows);
            ShouldEqual(largest, Golden.Plane<byte>($"unit/components_4_neighbour_class{label}.npy"));
        }
    }

    [Theory]
    [InlineData("median_height")]
    [InlineData("median_height_none")]
    public void Median_height_blocks_equal_the_reference(string name)
        => ShouldEqual(MedianHeight.Blocks(Golden.Plane<byte>($"unit/{name}_in.npy"), 1), Golden.Plane<byte>($"unit/{name}_out.npy"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Dilation_equals_the_reference(int radius)
        => ShouldEqual(Masks.Dilate(Golden.Plane<byte>("unit/dilate_in.npy"), radius), Golden.Plane<byte>($"unit/dilate_{radius}.npy"));

    private static void ShouldBe(SacroiliacJoint joint, JsonElement expected)
    {
        var met = expected.GetProperty("intersection_pixels").GetInt32();
        joint.MetPixels.ShouldBe(met);
        joint.Finding.ShouldBe(met > 0 ? JointFinding.Intersection : JointFinding.MedianHeightFallback);
        joint.Pixels.ShouldBe(expected.GetProperty(met > 0 ? "kept" : "fallback_kept").GetInt32());
    }

    /// <summary>The rectangle of first and last indices on both axes; axis 0 is the column in the app's layout.</summary>
    private static PixelRectangle Rectangle(int[] axis0, int[] axis1, bool app)
    {
        var (x, y) = app ? (axis0, axis1) : (axis1, axis0);
        return new PixelRectangle(x[0], y[0], x[1] - x[0] + 1, y[1] - y[0] + 1);
    }

    private static int[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    private static JsonElement Expected(string key)
    {
        using var document = JsonDocument.Parse(Golden.Bytes("c_crops.json"));
        return document.RootElement.GetProperty(key).Clone();
    }
}
