using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class MasksTests
{
    [Fact]
    public void Dilation_makes_a_square_cut_at_the_border()
        => ShouldEqual(Masks.Dilate(Bytes("1000", "0000", "0000", "0000"), 1), Bytes("1100", "1100", "0000", "0000"));

    [Fact]
    public void Dilation_equals_looking_at_every_neighbour()
    {
        var random = new Random(21);
        for (var round = 0; round < 100; round++)
        {
            var plane = RandomBytes(random, 20, 2);
            var sparse = Generate(plane.Rows, plane.Columns, (row, column) => random.Next(12) == 0 ? plane[row, column] : (byte)0);
            var radius = random.Next(6);
            var expected = Generate(plane.Rows, plane.Columns, (row, column) => AnyNear(sparse, row, column, radius) ? (byte)1 : (byte)0);
            ShouldEqual(Masks.Dilate(sparse, radius), expected, $"round {round}");
        }
    }

    [Fact]
    public void Bounding_box_holds_every_set_pixel()
        => Masks.BoundingBox(Bytes("0000", "0010", "0100", "0000")).ShouldBe(new PixelRectangle(1, 1, 2, 2));

    [Fact]
    public void Empty_mask_has_no_bounding_box()
        => Masks.BoundingBox(Bytes("00", "00")).ShouldBeNull();

    [Fact]
    public void Median_height_marks_five_columns_before_and_four_after()
        => ShouldEqual(
            MedianHeight.Blocks(Bytes("00000000000000", "00000001000000", "00000001000000"), 1),
            Bytes("00000000000000", "00111111111100", "00111111111100"));

    [Fact]
    public void Median_height_between_two_columns_is_rounded_to_even_and_may_fit_none()
    {
        // Heights 1 and 4: the median 2.5 becomes 2, which is no column's height.
        MedianHeight.Blocks(Bytes("11", "01", "01", "01"), 1).Values.Contains((byte)1).ShouldBeFalse();
        // Heights 2 and 3: the median 2.5 becomes 2. A gap inside a column counts as height.
        ShouldEqual(MedianHeight.Blocks(Bytes("11", "10", "01"), 1), Bytes("11", "11", "00"));
    }

    private static bool AnyNear(Plane<byte> plane, int row, int column, int radius)
    {
        for (var near = Math.Max(row - radius, 0); near <= Math.Min(row + radius, plane.Rows - 1); near++)
        {
            for (var beside = Math.Max(column - radius, 0); beside <= Math.Min(column + radius, plane.Columns - 1); beside++)
            {
                if (plane[near, beside] != 0)
                    return true;
            }
        }

        return false;
    }
}
