using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms;
using AxSpA.Cloud.Phantoms.Evaluation;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Evaluation;

[Trait("Requirement", "PHA-05")]
public class CropMeasureTests
{
    /// <summary>Right joint at columns 1 and 2, left at 5; the box of both is 5 × 3 pixels.</summary>
    private static readonly PhantomMasks Joints = MadeUpCases.Masks(
        left: MadeUpCases.Plane("0000000", "0000010", "0000010", "0000000"),
        right: MadeUpCases.Plane("0000000", "0110000", "0110000", "0110000"));

    [Fact]
    public void Tight_box_holds_all_of_both()
    {
        var crop = CropMeasure.Of(new PixelRectangle(1, 1, 5, 3), Joints);
        (crop.InsideLeft, crop.InsideRight, crop.AreaRatio, crop.ContainsBoth, crop.Tight).ShouldBe((1, 1, 1, true, true));
    }

    [Fact]
    public void Whole_picture_holds_both_and_is_too_large()
    {
        var crop = CropMeasure.Of(new PixelRectangle(0, 0, 7, 4), Joints);
        crop.AreaRatio.ShouldBe(28.0 / 15);
        (crop.ContainsBoth, crop.Tight).ShouldBe((true, false));
    }

    [Fact]
    public void Row_left_out_is_counted()
    {
        var crop = CropMeasure.Of(new PixelRectangle(1, 1, 5, 2), Joints);
        (crop.InsideLeft, crop.InsideRight, crop.ContainsBoth).ShouldBe((1, 4.0 / 6, false));
    }

    [Fact]
    public void Joint_without_a_pixel_is_refused()
        => Should.Throw<ArgumentException>(() => CropMeasure.Of(new PixelRectangle(0, 0, 1, 1), MadeUpCases.Masks(MadeUpCases.Plane("0"), MadeUpCases.Plane("1"))));
}
