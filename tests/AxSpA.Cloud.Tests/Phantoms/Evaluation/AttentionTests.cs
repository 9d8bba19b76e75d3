using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms;
using AxSpA.Cloud.Phantoms.Evaluation;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Evaluation;

[Trait("Requirement", "PHA-05")]
public class AttentionTests
{
    private static readonly PhantomMasks Truth = MadeUpCases.Masks(
        left: MadeUpCases.Plane("001", "000"), right: MadeUpCases.Plane("100", "000"), symphysis: MadeUpCases.Plane("000", "010"), leftHip: MadeUpCases.Plane("000", "001"));

    [Fact]
    public void Shares_are_of_the_sum_and_means_of_the_crop()
    {
        var attention = Attention.Of(new Plane<float>(2, 3, [3, 1, 2, 0, 1, 1]), Truth, new PixelRectangle(0, 0, 3, 1))!;
        (attention.Right, attention.Left, attention.Symphysis, attention.Hips).ShouldBe((3.0 / 8, 2.0 / 8, 1.0 / 8, 1.0 / 8));
        (attention.OnJoints, attention.Elsewhere).ShouldBe((2.5, 1));
        attention.LeftPart.ShouldBe(0.4);
    }

    [Fact]
    public void Crop_without_joint_pixels_has_no_mean_on_them()
    {
        var attention = Attention.Of(new Plane<float>(2, 3, [3, 1, 2, 0, 1, 1]), Truth, new PixelRectangle(0, 1, 3, 1))!;
        attention.OnJoints.ShouldBeNull();
        attention.Elsewhere.ShouldBe(2.0 / 3);
    }

    [Fact]
    public void Map_of_zeros_says_nothing() => Attention.Of(new Plane<float>(2, 3, new float[6]), Truth, null).ShouldBeNull();
}
