using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Imaging;
using OpenCvSharp;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;
using Finding = AxSpA.Cloud.Contracts.V1.JointFinding;
using Geometries = AxSpA.Cloud.Classification.Geometries;

namespace AxSpA.Cloud.Tests.Explanation;

public class RadiographExplanationTests
{
    private static readonly BlobReference Blob = new() { Container = "radiographs", Name = "a", MediaType = "image/png", Sha256 = new string('0', 64), Bytes = 1 };

    private static readonly Radiograph Picture = new(Generate(300, 400, (row, column) => (ushort)(row + column)), GreyDepth.Sixteen);

    private static readonly PixelRectangle Whole = new(0, 0, 400, 300);

    [Fact]
    [Trait("Requirement", "EXP-02")]
    public void Overlay_says_which_class_is_explained_and_the_heat_map_stays_as_it_is()
    {
        var explanations = new[] { "r-axSpA", "nr-axSpA", null }.Select(named => Explain(Whole, inputRows: 45, Generate(3, 4, (row, column) => (float)(row * column)), named)).ToList();
        explanations.Select(explanation => Convert.ToHexString(explanation.Overlay)).ShouldBeUnique();
        explanations.ShouldAllBe(explanation => explanation.HeatMap.SequenceEqual(explanations[0].HeatMap));
    }

    [Fact]
    [Trait("Requirement", "EXP-02")]
    public void Overlay_says_that_sides_were_assumed()
        => Explain(Whole, inputRows: 45, Constant(3, 4, 1f), assumed: true).Overlay.ShouldNotBe(Explain(Whole, inputRows: 45, Constant(3, 4, 1f)).Overlay);

    [Theory]
    [Trait("Requirement", "EXP-02")]
    // Of 45 resized rows an input of 30 holds those from 7 on, hence 6.5 / 44 of the height is cut off above and below.
    [InlineData(0, 0, 400, 300, false, 0, 45, 400, 204)]
    [InlineData(100, 60, 200, 150, true, 100, 83, 200, 101)]
    public void What_the_network_saw_is_framed_and_not_all_that_was_cut_out_for_it(
        int x, int y, int width, int height, bool joints, int seenX, int seenY, int seenWidth, int seenHeight)
    {
        // A map of one value has no heat: what differs is the frame.
        var plain = Pixels(Explain(Whole, inputRows: 45, Constant(3, 4, 1f), joints: joints));
        var framed = Pixels(Explain(new PixelRectangle(x, y, width, height), inputRows: 30, Constant(3, 4, 1f), joints: joints));
        var frame = Enumerable.Range(0, framed.Length).Where(index => framed[index] != plain[index]).Select(index => (Row: index / 400, Column: index % 400)).ToList();
        (frame.Min(pixel => pixel.Row), frame.Max(pixel => pixel.Row)).ShouldSatisfyAllConditions(
            rows => rows.Item1.ShouldBeInRange(seenY - 2, seenY),
            rows => rows.Item2.ShouldBeInRange(seenY + seenHeight - 1, seenY + seenHeight + 1));
        (frame.Min(pixel => pixel.Column), frame.Max(pixel => pixel.Column)).ShouldSatisfyAllConditions(
            columns => columns.Item1.ShouldBeInRange(seenX - 2, seenX),
            columns => columns.Item2.ShouldBeInRange(seenX + seenWidth - 1, seenX + seenWidth + 1));
    }

    /// <summary>As the classifier would feed it: 60 columns wide.</summary>
    private static RadiographExplanation Explain(PixelRectangle source, int inputRows, Plane<float> map, string? named = null, bool joints = false, bool assumed = false)
    {
        var rules = PreprocessingRules.Paper1 with { ClassifierRows = inputRows, ClassifierColumns = 60 };
        var geometry = Geometries.ToContract(ClassifierInput.FromEnhanced(Constant(source.Height, source.Width, 0.5f), source, rules).Geometry);
        var found = joints ? new ExplainedJoints(geometry.Source, Finding.Intersection, Finding.Intersection, Blob, Blob, DilationPixels: 1) : null;
        var none = joints ? Constant(300, 400, (byte)0) : null;
        return RadiographExplanation.Of(Picture, map, new ExplanationTask(Blob, Blob, geometry, found, named, assumed), none, none);
    }

    private static Vec3b[] Pixels(RadiographExplanation explanation)
    {
        using var picture = Cv2.ImDecode(explanation.Overlay, ImreadModes.Unchanged);
        picture.GetArray(out Vec3b[] pixels);
        return pixels;
    }
}
