using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class FilterTests
{
    [Fact]
    public void Stretch_reaches_from_zero_to_one()
        => ShouldEqual(Stretch.ToUnit(new Plane<ushort>(1, 3, [10, 20, 50])), new Plane<float>(1, 3, [0, 0.25f, 1]));

    [Fact]
    public void Stretch_of_a_constant_is_zero()
        => ShouldEqual(Stretch.ToUnit(Constant(2, 3, 7f)), Constant(2, 3, 0f));

    [Fact]
    public void Median_removes_a_single_pixel_and_keeps_an_edge()
    {
        ShouldEqual(Median3x3.Filter(Generate(5, 5, (row, column) => row == 2 && column == 2 ? 9f : 1f)), Constant(5, 5, 1f));
        var edge = Generate(4, 40, (_, column) => column < 17 ? 0f : 1f);
        ShouldEqual(Median3x3.Filter(edge), edge);
    }

    [Fact]
    public void Median_equals_sorting_the_nine_neighbours()
    {
        var random = new Random(51);
        for (var round = 0; round < 60; round++)
        {
            var plane = RandomFloats(random, 45);
            var expected = Generate(plane.Rows, plane.Columns, (row, column) => Neighbourhood(plane, row, column, 1).Order().ElementAt(4));
            ShouldEqual(Median3x3.Filter(plane), expected, $"round {round}");
        }
    }

    [Fact]
    public void Gaussian_of_an_impulse_is_symmetric_and_sums_to_one()
    {
        var blurred = GaussianBlur.Filter(Generate(21, 21, (row, column) => row == 10 && column == 10 ? 1f : 0f));
        blurred.Values.ToArray().Sum(value => (double)value).ShouldBe(1, 1e-6);
        // exp(−½) between neighbours of the centre.
        (blurred[10, 11] / blurred[10, 10]).ShouldBe(0.60653f, 1e-5);
        Difference.ShouldBeWithin(Orientation.Transpose(blurred), blurred, 1e-8);
        ShouldEqual(Orientation.MirrorColumns(blurred), blurred);
        blurred[10, 14].ShouldBeGreaterThan(0);
        blurred[10, 15].ShouldBe(0);
    }

    [Fact]
    public void Gaussian_equals_summing_the_neighbours_one_by_one()
    {
        var random = new Random(52);
        for (var round = 0; round < 20; round++)
        {
            var plane = RandomFloats(random, 40);
            var blurred = GaussianBlur.Filter(plane);
            for (var row = 0; row < plane.Rows; row++)
            {
                for (var column = 0; column < plane.Columns; column++)
                    blurred[row, column].ShouldBe((float)Weighted(plane, row, column), 3e-7);
            }
        }
    }

    private static double Weighted(Plane<float> plane, int row, int column)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var down = -4; down <= 4; down++)
        {
            for (var across = -4; across <= 4; across++)
            {
                var weight = Math.Exp(-0.5 * ((down * down) + (across * across)));
                sum += weight * plane[Math.Clamp(row + down, 0, plane.Rows - 1), Math.Clamp(column + across, 0, plane.Columns - 1)];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static IEnumerable<float> Neighbourhood(Plane<float> plane, int row, int column, int reach)
        => from down in Enumerable.Range(-reach, (2 * reach) + 1)
           from across in Enumerable.Range(-reach, (2 * reach) + 1)
           select plane[Math.Clamp(row + down, 0, plane.Rows - 1), Math.Clamp(column + across, 0, plane.Columns - 1)];
}
