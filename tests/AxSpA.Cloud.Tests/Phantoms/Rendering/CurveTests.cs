using System.Numerics;
using AxSpA.Cloud.Phantoms.Rendering;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Rendering;

public sealed class CurveTests
{
    private static readonly Vector2[] Square = [new(2, 3), new(6, 3), new(6, 5), new(2, 5)];

    [Fact]
    public void Scanline_fills_rows_and_columns_from_the_first_edge_up_to_the_second()
    {
        var runs = new List<(int Row, int From, int To)>();
        Scanline.Fill([Square], 10, 10, 1, (row, from, to) => runs.Add((row, from, to)));
        runs.ToArray().ShouldBe([(3, 2, 6), (4, 2, 6)]);
    }

    [Fact]
    public void Scanline_leaves_a_hole_and_cuts_at_the_picture()
    {
        Vector2[] large = [new(-5, 0), new(20, 0), new(20, 10), new(-5, 10)];
        var filled = 0;
        Scanline.Fill([large, Square], 10, 10, 1, (_, from, to) => filled += to - from);
        filled.ShouldBe(100 - 8);
    }

    [Fact]
    public void Closed_spline_goes_through_its_points()
    {
        var curve = Outline.Closed(Square);
        foreach (var point in Square)
            curve.ShouldContain(point);
    }

    [Fact]
    public void Distance_field_of_a_circle_agrees_with_the_formula_to_a_tenth_of_a_millimetre()
    {
        var canvas = new Canvas(400, 400, 0.25f);
        var centre = new Vector2(200, 190);
        var field = DistanceField.Of([Outline.Ellipse(centre, 120, 120)], canvas, 12);
        for (var row = 0; row < field.Rows; row++)
        {
            for (var column = 0; column < field.Columns; column++)
            {
                var pixel = new Vector2(field.Column + column, field.Row + row) * DistanceField.Step;
                var expected = Math.Clamp((120 - Vector2.Distance(pixel, centre)) * 0.25f, -12, 12);
                // A polygon of forty sides lies up to 0.09 mm inside the circle.
                field.Line(row)[column].ShouldBe(expected, 0.1f);
            }
        }
    }

    [Theory]
    [InlineData(1, 30, 50, 5, 10)]
    [InlineData(-1, 30, 50, -5, 10)]
    [InlineData(1, 60, 36, -2, 25)]
    [InlineData(1, 5, 40, 0, -2.5)]
    public void Joint_coordinates_of_an_upright_line_are_those_of_a_ruler(float sign, int row, int column, double offset, double along)
    {
        var joint = new JointCoordinates([new(40, 10), new(40, 50), new(40, 110)], 0.5f, sign);

        var (offsetMm, alongMm) = joint.At(row, column);
        offsetMm.ShouldBe((float)offset, 1e-4f);
        alongMm.ShouldBe((float)along, 1e-3f);
    }

    [Fact]
    public void Joint_coordinates_of_a_slanting_line_are_measured_across_it()
    {
        var joint = new JointCoordinates([new(0, 0), new(60, 60), new(100, 100)], 1, 1);

        var (offset, along) = joint.At(50, 60);
        offset.ShouldBe(MathF.Sqrt(50), 0.01f);
        along.ShouldBe(55 * MathF.Sqrt(2), 0.2f);
    }
}
