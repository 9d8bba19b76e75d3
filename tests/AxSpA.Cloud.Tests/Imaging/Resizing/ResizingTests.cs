using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class ResizingTests
{
    [Fact]
    public void Area_reducing_averages_blocks_and_enlarging_averages_the_cells_it_touches()
    {
        var plane = new Plane<ushort>(2, 4, [0, 2, 4, 6, 8, 10, 12, 14]);
        ShouldEqual(Resizing.Area(plane, 1, 2), new Plane<float>(1, 2, [5, 9]));
        // Three cells over two: the middle one touches both.
        ShouldEqual(Resizing.Area(new Plane<ushort>(1, 2, [0, 10]), 1, 3), new Plane<float>(1, 3, [0, 5, 10]));
    }

    [Fact]
    public void Nearest_takes_the_cell_at_the_floor()
    {
        ShouldEqual(Resizing.Nearest(Bytes("123"), 1, 6), Bytes("112233"));
        ShouldEqual(Resizing.Nearest(Bytes("12345"), 2, 2), Bytes("13", "13"));
    }

    [Fact]
    public void Bilinear_with_aligned_corners_keeps_the_corners_and_without_keeps_half_a_cell_around_them()
    {
        var plane = new Plane<float>(1, 2, [0, 1]);
        ShouldEqual(Resizing.Bilinear(plane, 1, 3, alignCorners: true), new Plane<float>(1, 3, [0, 0.5f, 1]));
        ShouldEqual(Resizing.Bilinear(plane, 1, 4, alignCorners: false), new Plane<float>(1, 4, [0, 0.25f, 0.75f, 1]));
    }

    [Fact]
    public void Cut_or_padding_puts_the_odd_row_behind()
    {
        ShouldEqual(Resizing.CentreCropOrPad(Bytes("12345"), 1, 2), Bytes("23"));
        ShouldEqual(Resizing.CentreCropOrPad(Bytes("12"), 1, 5), Bytes("01200"));
    }

    [Fact]
    public void Longest_side_rounds_the_other_as_the_reference_does()
    {
        Resizing.FitLongestSide(300, 628, 628).ShouldBe((300, 628));
        Resizing.FitLongestSide(1256, 629, 628).ShouldBe((628, 314));
        // 21 · 628 / 56 is 235.5; the reference rounds the scale first and lands just below.
        Resizing.FitLongestSide(21, 56, 628).ShouldBe((235, 628));
        Resizing.FitLongestSide(1, 5000, 628).ShouldBe((1, 628));
    }

    [Fact]
    public void Resizing_to_the_same_size_changes_nothing()
    {
        var plane = RandomFloats(new Random(2), 17, 23);
        ShouldEqual(Resizing.Area(plane, 17, 23), plane);
        ShouldEqual(Resizing.Nearest(plane, 17, 23), plane);
        ShouldEqual(Resizing.Bilinear(plane, 17, 23, alignCorners: true), plane);
        ShouldEqual(Resizing.Bilinear(plane, 17, 23, alignCorners: false), plane);
        ShouldEqual(Resizing.CentreCropOrPad(plane, 17, 23), plane);
    }

    [Fact]
    public void Resized_values_never_leave_the_range_of_the_source()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var plane = RandomFloats(random, 40);
            var (rows, columns) = (random.Next(1, 60), random.Next(1, 60));
            var (low, high) = (plane.Values.ToArray().Min(), plane.Values.ToArray().Max());
            Plane<float>[] resized =
            [
                Resizing.Area(plane, rows, columns),
                Resizing.Bilinear(plane, rows, columns, alignCorners: true),
                Resizing.Bilinear(plane, rows, columns, alignCorners: false),
                Resizing.Nearest(plane, rows, columns),
            ];
            foreach (var values in resized.Select(result => result.Values.ToArray()))
            {
                values.Min().ShouldBeGreaterThanOrEqualTo(low - 1e-6f);
                values.Max().ShouldBeLessThanOrEqualTo(high + 1e-6f);
            }
        }
    }

    [Fact]
    public void Padding_and_cutting_back_gives_the_plane_back()
    {
        var random = new Random(4);
        for (var round = 0; round < 100; round++)
        {
            var plane = RandomBytes(random, 30, 9);
            var padded = Resizing.CentreCropOrPad(plane, plane.Rows + (2 * random.Next(9)), plane.Columns + (2 * random.Next(9)));
            ShouldEqual(Resizing.CentreCropOrPad(padded, plane.Rows, plane.Columns), plane);
        }
    }

    [Theory]
    [InlineData(GreyDepth.Eight, 0)]
    [InlineData(GreyDepth.Eight, 255)]
    [InlineData(GreyDepth.Sixteen, 40000)]
    public void Constant_radiograph_gives_a_segmentation_input_of_zeros(GreyDepth depth, int value)
        => ShouldEqual(SegmentationInput.FromRadiograph(new Radiograph(Constant(7, 5, (ushort)value), depth), 12), Constant(12, 12, 0f));

    [Fact]
    public void Segmentation_input_reaches_from_minus_one_to_one()
    {
        var input = SegmentationInput.FromRadiograph(new Radiograph(RandomGrey(new Random(5), 33, 21, 60000), GreyDepth.Sixteen), 16).Values.ToArray();
        input.Min().ShouldBe(-1f);
        input.Max().ShouldBe(1f);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    public void Target_without_pixels_is_refused(int rows, int columns)
        => Should.Throw<ArgumentOutOfRangeException>(() => Resizing.Nearest(Bytes("12"), rows, columns));
}
