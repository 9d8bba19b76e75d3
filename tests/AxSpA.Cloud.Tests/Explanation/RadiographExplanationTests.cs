using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;
using InputGeometry = AxSpA.Cloud.Contracts.V1.InputGeometry;

namespace AxSpA.Cloud.Tests.Explanation;

public class RadiographExplanationTests
{
    private static readonly BlobReference Blob = new() { Container = "radiographs", Name = "a", MediaType = "image/png", Sha256 = new string('0', 64), Bytes = 1 };

    private static readonly Radiograph Picture = new(Generate(300, 400, (row, column) => (ushort)(row + column)), GreyDepth.Sixteen);

    [Fact]
    [Trait("Requirement", "EXP-02")]
    public void Overlay_says_which_class_is_explained_and_the_heat_map_stays_as_it_is()
    {
        var explanations = new[] { "r-axSpA", "nr-axSpA", null }.Select(named => Explain(Whole, named)).ToList();
        explanations.Select(explanation => Convert.ToHexString(explanation.Overlay)).ShouldBeUnique();
        explanations.ShouldAllBe(explanation => explanation.HeatMap.SequenceEqual(explanations[0].HeatMap));
    }

    /// <summary>The whole picture, fed to an input of its proportions.</summary>
    private static InputGeometry Whole => new()
    {
        Source = new CropRectangle { X = 0, Y = 0, Width = 400, Height = 300 },
        ResizedRows = 30,
        ResizedColumns = 40,
        TopOffset = 0,
        LeftOffset = 0,
        InputRows = 30,
        InputColumns = 40,
        Mirrored = true,
    };

    private static RadiographExplanation Explain(InputGeometry geometry, string? named) => RadiographExplanation.Of(
        Picture, Generate(3, 4, (row, column) => (float)(row * column)), new ExplanationTask(Blob, Blob, geometry, Joints: null, named), left: null, right: null);
}
