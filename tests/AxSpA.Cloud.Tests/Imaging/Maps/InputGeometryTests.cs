using System.Text.Json;
using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class InputGeometryTests
{
    [Fact]
    public void Wide_crop_is_padded_above_and_below_and_mirrored()
    {
        var source = new PixelRectangle(100, 50, 315, 105);
        var geometry = ClassifierInput.FromEnhanced(Constant(105, 315, 0.5f), source, PreprocessingRules.Paper1).Geometry;
        geometry.ShouldBe(new InputGeometry(source, true, 209, 628, 103, 0, 416, 628));
        geometry.InputColumnOf(100).ShouldBe(627);
        geometry.InputColumnOf(414).ShouldBe(0);
        geometry.InputRowOf(50).ShouldBe(103);
        geometry.InputRowOf(154).ShouldBe(103 + 208);
        geometry.Seen().ShouldBe(source);
    }

    [Fact]
    public void Tall_crop_is_cut_above_and_below_and_padded_at_the_sides()
    {
        var geometry = ClassifierInput.FromEnhanced(Constant(628, 300, 0.5f), new PixelRectangle(40, 50, 300, 628), PreprocessingRules.Paper1).Geometry;
        (geometry.TopOffset, geometry.LeftOffset).ShouldBe((-106, 164));
        geometry.InputRowOf(50).ShouldBe(-106);
        geometry.InputRowOf(50 + 106).ShouldBe(0);
        geometry.Seen().ShouldBe(new PixelRectangle(40, 50 + 106, 300, 416));
    }

    [Fact]
    public void Nothing_is_seen_of_a_picture_that_lies_beside_the_input()
        => new InputGeometry(new PixelRectangle(0, 0, 9, 9), true, 9, 9, 0, -20, 9, 9).Seen().ShouldBeNull();

    [Fact]
    public void Network_saw_the_pixels_that_lie_on_its_input_and_no_others()
    {
        var random = new Random(72);
        for (var round = 0; round < 25; round++)
        {
            var (rows, columns) = (random.Next(1, 700), random.Next(1, 700));
            var source = new PixelRectangle(random.Next(50), random.Next(50), columns, rows);
            var geometry = ClassifierInput.FromEnhanced(Constant(rows, columns, 0.5f), source, PreprocessingRules.Paper1).Geometry;
            var seen = geometry.Seen()!.Value;
            for (var row = source.Y; row < source.Y + rows; row++)
                (row >= seen.Y && row < seen.Y + seen.Height).ShouldBe(geometry.InputRowOf(row) is >= -0.5 and <= 415.5);
            for (var column = source.X; column < source.X + columns; column++)
                (column >= seen.X && column < seen.X + seen.Width).ShouldBe(geometry.InputColumnOf(column) is >= -0.5 and <= 627.5);
        }
    }

    [Fact]
    public void Every_pixel_is_found_on_the_input_where_the_geometry_says()
    {
        var random = new Random(71);
        for (var round = 0; round < 25; round++)
        {
            // Bilinear resizing keeps a slope exact, so the input must hold a pixel's own value at the place named.
            var (rows, columns) = (random.Next(2, 700), random.Next(2, 700));
            var source = new PixelRectangle(random.Next(50), random.Next(50), columns, rows);
            var slope = Generate(rows, columns, (row, column) => (float)(0.1 + (0.4 * row / rows) + (0.4 * column / columns)));
            var (input, geometry) = ClassifierInput.FromEnhanced(Orientation.MirrorColumns(slope), source, PreprocessingRules.Paper1);
            for (var sample = 0; sample < 100; sample++)
            {
                var (row, column) = (random.Next(rows), random.Next(columns));
                var (down, across) = (geometry.InputRowOf(source.Y + row), geometry.InputColumnOf(source.X + column));
                if (down < 0 || down > input.Rows - 1 || across < 0 || across > input.Columns - 1)
                    continue;
                Sampled(input, down, across).ShouldBe(slope[row, column], 2e-4, $"{rows} × {columns}, pixel {row}, {column}");
            }
        }
    }

    [Fact]
    public void Geometry_survives_json()
    {
        var geometry = ClassifierInput.FromEnhanced(Constant(30, 70, 0.5f), new PixelRectangle(3, 4, 70, 30), PreprocessingRules.Paper1).Geometry;
        JsonSerializer.Deserialize<InputGeometry>(JsonSerializer.Serialize(geometry)).ShouldBe(geometry);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 50)]
    [InlineData(50, 1)]
    public void Smallest_pictures_have_an_input(int rows, int columns)
    {
        var pixels = new Radiograph(Constant(rows, columns, (ushort)9), GreyDepth.Eight);
        var input = ClassifierInput.From(pixels, new PixelRectangle(0, 0, columns, rows), PreprocessingRules.Paper1);
        (input.Values.Rows, input.Values.Columns).ShouldBe((416, 628));
    }

    [Fact]
    public void Rectangle_of_another_size_is_refused()
        => Should.Throw<ArgumentException>(() => ClassifierInput.FromEnhanced(Constant(3, 4, 0f), new PixelRectangle(0, 0, 3, 4), PreprocessingRules.Paper1))
            .Message.ShouldContain("expected a rectangle of 3 × 4 pixels, found 4 × 3");

    private static double Sampled(Plane<float> plane, double row, double column)
    {
        var (top, left) = (Math.Min((int)row, plane.Rows - 2), Math.Min((int)column, plane.Columns - 2));
        var (down, across) = (row - top, column - left);
        return ((1 - down) * (((1 - across) * plane[top, left]) + (across * plane[top, left + 1])))
            + (down * (((1 - across) * plane[top + 1, left]) + (across * plane[top + 1, left + 1])));
    }
}
