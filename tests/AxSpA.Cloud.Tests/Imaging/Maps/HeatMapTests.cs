using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Difference;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class HeatMapTests
{
    [Fact]
    public void Enlargement_agrees_with_opencv()
    {
        var enlarged = Resizing.Bilinear(Golden.Plane<float>("unit/upsample_in.npy"), 416, 628, alignCorners: false);
        ShouldBeWithin(GoldenCase.Every(enlarged, 4), Golden.Plane<float>("unit/upsample_out_every4.npy"), 1e-6);
    }

    [Theory]
    [InlineData("caseA", "crop_gradcam", 1)]
    [InlineData("caseA", "crop_eigencam", 1)]
    [InlineData("caseA", "full_gradcam", 4)]
    [InlineData("caseB", "crop_gradcam", 4)]
    [InlineData("caseB", "crop_eigencam", 4)]
    [InlineData("caseB", "full_gradcam", 4)]
    [InlineData("caseC", "crop_gradcam", 4)]
    [InlineData("caseC", "crop_eigencam", 4)]
    [InlineData("caseC", "full_gradcam", 4)]
    public void Map_on_the_input_grid_agrees_with_the_published_one(string name, string map, int every)
    {
        var enlarged = HeatMap.Enlarge(Golden.Plane<float>($"{name}/f_{map}_low.npy"), 416, 628);
        var suffix = every == 1 ? "" : $"_every{every}";
        ShouldBeWithin(GoldenCase.Every(enlarged, every), Golden.Plane<float>($"{name}/f_{map}{suffix}.npy"), 2e-3);
    }

    [Fact]
    public void Normalised_map_is_clipped_and_reaches_one()
        => ShouldBeWithin(HeatMap.Normalise(new Plane<float>(1, 4, [-3, 0, 1, 2])), new Plane<float>(1, 4, [0, 0, 0.5f, 1]), 1e-7);

    [Theory]
    [InlineData(-2f)]
    [InlineData(0f)]
    [InlineData(5f)]
    public void Flat_map_is_zero(float value)
        => ShouldEqual(HeatMap.Enlarge(Constant(13, 20, value), 26, 40), Constant(26, 40, 0f));

    [Fact]
    public void Heat_on_the_left_of_the_mirrored_map_is_on_the_right_of_the_radiograph()
    {
        var low = Generate(13, 20, (_, column) => column < 3 ? 1f : 0f);
        var geometry = new InputGeometry(new PixelRectangle(50, 30, 157, 104), true, 416, 628, 0, 0, 416, 628);
        var map = HeatMap.OnRadiograph(low, geometry, 200, 300);
        map[80, 205].ShouldBe(1f, 1e-6);
        map[80, 52].ShouldBe(0f);
    }

    [Fact]
    public void Map_is_zero_outside_the_crop_and_where_the_crop_was_cut()
    {
        var low = Generate(13, 20, (row, column) => 1f + row + column);
        // 100 × 100 pixels go to 628 × 628, of which 106 rows are cut above and below: 17 and more of the 100 rows.
        var geometry = new InputGeometry(new PixelRectangle(20, 10, 100, 100), true, 628, 628, -106, 0, 416, 628);
        var map = HeatMap.OnRadiograph(low, geometry, 130, 150);
        for (var row = 0; row < 130; row++)
        {
            for (var column = 0; column < 150; column++)
            {
                var seen = row is >= 27 and <= 92 && column is >= 20 and < 120;
                if (!seen)
                    map[row, column].ShouldBe(0f, $"{row}, {column}");
                else if (row > 35 && column < 110)
                    map[row, column].ShouldBeGreaterThan(0f, $"{row}, {column}");
            }
        }
    }

    [Fact]
    public void Map_on_the_radiograph_holds_the_input_grids_values_at_the_places_the_geometry_names()
    {
        var random = new Random(81);
        for (var round = 0; round < 10; round++)
        {
            var low = RandomFloats(random, 13, 20);
            var source = new PixelRectangle(random.Next(9), random.Next(9), random.Next(2, 300), random.Next(2, 200));
            var geometry = ClassifierInput.FromEnhanced(Constant(source.Height, source.Width, 0f), source, PreprocessingRules.Paper1).Geometry;
            var grid = HeatMap.Enlarge(low, 416, 628);
            var map = HeatMap.OnRadiograph(low, geometry, source.Y + source.Height, source.X + source.Width);
            for (var sample = 0; sample < 100; sample++)
            {
                var (row, column) = (source.Y + random.Next(source.Height), source.X + random.Next(source.Width));
                var (down, across) = (geometry.InputRowOf(row), geometry.InputColumnOf(column));
                if (down < 0 || down > 415 || across < 0 || across > 627)
                    continue;
                // The grid changes by less than 1/16 from one of its cells to the next.
                map[row, column].ShouldBe(grid[(int)Math.Round(down), (int)Math.Round(across)], 0.0625);
            }
        }
    }

    [Fact]
    public void Crop_outside_the_radiograph_is_refused()
        => Should.Throw<ArgumentException>(() => HeatMap.OnRadiograph(Constant(2, 2, 1f), new InputGeometry(new PixelRectangle(5, 0, 6, 2), true, 2, 6, 0, 0, 4, 6), 10, 10))
            .Message.ShouldContain("inside 10 × 10 pixels");
}
