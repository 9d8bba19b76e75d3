using AxSpA.Cloud.Phantoms.Rendering;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Rendering;

public sealed class SmoothingTests
{
    [Fact]
    public void Coarse_grid_is_read_bilinearly()
    {
        var grid = new CoarseGrid(40, 40);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
                grid.Line(row)[column] = (16 * row) + (160 * column);
        }

        var pixels = new float[40];
        grid.Read(21, pixels);
        pixels.ShouldBe(Enumerable.Range(0, 40).Select(column => 21f + (10 * column)), 1e-3);
    }

    [Fact]
    public void Smoothing_keeps_an_even_picture_and_the_sum_of_a_point()
    {
        var even = Filled(60, 50, (_, _) => 3);
        Blur.Gaussian(even, 1);
        Blur.Box(even, 4);
        even.Values.ShouldAllBe(value => Math.Abs(value - 3) < 1e-4f);

        var point = Filled(60, 50, (row, column) => row == 30 && column == 25 ? 100 : 0);
        Blur.Gaussian(point, 0.8f);
        Blur.Box(point, 3);
        point.Values.Sum().ShouldBe(100, 0.01f);
        point.Row(30)[25].ShouldBe(100f / 49, 0.1f);
    }

    private static Canvas Filled(int rows, int columns, Func<int, int, float> value)
    {
        var canvas = new Canvas(rows, columns, 0.25f);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                canvas.Row(row)[column] = value(row, column);
        }

        return canvas;
    }
}
