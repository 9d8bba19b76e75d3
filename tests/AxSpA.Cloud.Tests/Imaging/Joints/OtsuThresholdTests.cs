using System.Text.Json;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class OtsuThresholdTests
{
    public static TheoryData<string> Stored => [.. Results().Select(result => result.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Stored))]
    public void Threshold_bin_and_foreground_equal_ITK(string name)
    {
        var expected = Results().Single(result => result.GetProperty("name").GetString() == name);
        var radiograph = Image(name);

        var threshold = OtsuThreshold.Compute(radiograph.Grey, radiograph.Depth);

        threshold.ShouldBe(new OtsuThreshold((int)expected.GetProperty("threshold").GetDouble(), expected.GetProperty("bin").GetInt32()));
        var above = Above(radiograph.Grey, threshold.Value);
        above.Values.Count((byte)1).ShouldBe(expected.GetProperty("pixels_above").GetInt32());
        var box = expected.GetProperty("bounding_box").EnumerateArray().Select(number => number.GetInt32()).ToArray();
        Masks.BoundingBox(above).ShouldBe(new PixelRectangle(box[2], box[0], box[3] - box[2] + 1, box[1] - box[0] + 1));
    }

    [Theory]
    [InlineData(GreyDepth.Eight, 1, 0)]
    [InlineData(GreyDepth.Sixteen, 7, 0)]
    public void Constant_picture_has_a_threshold(GreyDepth depth, int value, int bin)
        => OtsuThreshold.Compute(new Plane<ushort>(2, 2, [7, 7, 7, 7]), depth).ShouldBe(new OtsuThreshold(value, bin));

    [Theory]
    [InlineData(GreyDepth.Eight)]
    [InlineData(GreyDepth.Sixteen)]
    public void Two_groups_are_parted_between_them(GreyDepth depth)
    {
        var threshold = OtsuThreshold.Compute(new Plane<ushort>(1, 6, [10, 11, 12, 200, 201, 202]), depth).Value;
        threshold.ShouldBeInRange(12, 199);
    }

    [Fact]
    public void No_other_cut_parts_the_grey_values_further()
    {
        var random = new Random(42);
        for (var round = 0; round < 100; round++)
        {
            var grey = RandomGrey(random, random.Next(1, 30), random.Next(1, 30), random.Next(1, 257));
            var values = grey.Values.ToArray();
            var best = Enumerable.Range(0, 127).Max(bin => Parting(values, (2 * bin) + 1));
            Parting(values, OtsuThreshold.Compute(grey, GreyDepth.Eight).Value).ShouldBe(best, (1e-9 * best) + 1e-12, $"round {round}");
        }
    }

    /// <summary>The variance between both sides of a cut, in the form of weights and the distance of their means over bins of two grey values.</summary>
    private static double Parting(ushort[] values, int threshold)
    {
        var (below, above) = (values.Where(value => value <= threshold).ToArray(), values.Where(value => value > threshold).ToArray());
        if (below.Length == 0 || above.Length == 0)
            return 0;
        var distance = below.Average(Centre) - above.Average(Centre);
        return (double)below.Length * above.Length / values.Length / values.Length * distance * distance;
    }

    private static double Centre(ushort value) => (value / 2 * 2) + 0.5;

    private static Plane<byte> Above(Plane<ushort> grey, int threshold)
        => new(grey.Rows, grey.Columns, Array.ConvertAll(grey.Values.ToArray(), value => value > threshold ? (byte)1 : (byte)0));

    private static Radiograph Image(string name)
    {
        if (!name.StartsWith("case", StringComparison.Ordinal))
            return GoldenCase.Grey($"unit/otsu_{name}.npy");
        var radiograph = GoldenCase.Radiograph(name[..5]);
        var (rows, columns) = (radiograph.Rows, radiograph.Columns);
        return name[6..] switch
        {
            "centre" => JointCrop.PixelsOf(radiograph, new PixelRectangle(columns / 4, rows / 4, (3 * columns / 4) - (columns / 4), (3 * rows / 4) - (rows / 4))),
            "joint_pixels" => JointPixels(radiograph, name[..5]),
            _ => radiograph,
        };
    }

    private static Radiograph JointPixels(Radiograph radiograph, string name)
    {
        var joints = JointLocalisation.Find(GoldenCase.Labels(name), PreprocessingRules.Paper1).Joints!;
        var grey = radiograph.Grey.Values.ToArray();
        for (var index = 0; index < grey.Length; index++)
            grey[index] *= (ushort)(joints.Left.Mask.Values[index] | joints.Right.Mask.Values[index]);
        return new Radiograph(new Plane<ushort>(radiograph.Rows, radiograph.Columns, grey), radiograph.Depth);
    }

    private static List<JsonElement> Results()
    {
        using var document = JsonDocument.Parse(Golden.Bytes("unit/otsu.json"));
        return [.. document.RootElement.EnumerateArray().Select(result => result.Clone())];
    }
}
