using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Difference;

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
}
