using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Runs;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Classification;

[Trait("Requirement", "TRA-01")]
public class AugmentationTests
{
    [Fact]
    public void Draws_stay_in_the_published_ranges_and_are_made_as_often_as_published()
    {
        var draws = Enumerable.Range(0, 20_000).Select(number => PictureMovement.Of(AugmentationRanges.Published, Draw.At(5, number))).ToArray();

        draws.ShouldAllBe(draw => Math.Abs(draw.Rotation) <= 0.175 && draw.Zoom >= 0.9 && draw.Zoom <= 1.1);
        draws.ShouldAllBe(draw => Math.Abs(draw.ShearColumns) <= 0.1 && Math.Abs(draw.ShearRows) <= 0.1);
        foreach (var made in new Func<PictureMovement, bool>[] { draw => draw.FlipRows, draw => draw.FlipColumns, draw => draw.Rotation != 0, draw => draw.Zoom != 1, draw => draw.ShearRows != 0 })
            (draws.Count(made) / (double)draws.Length).ShouldBe(0.5, 0.015);
        draws.Max(draw => draw.Rotation).ShouldBeGreaterThan(0.17);
        draws.Min(draw => draw.Zoom).ShouldBeLessThan(0.905);
        draws.Max(draw => draw.ShearColumns).ShouldBeGreaterThan(0.095);
    }

    [Fact]
    public void No_movement_leaves_a_picture_as_it_is()
    {
        using var pictures = rand(2, 1, 31, 45);

        using var moved = Augmentation.Move(pictures, [PictureMovement.None, PictureMovement.None]);

        (moved - pictures).abs().max().item<float>().ShouldBe(0, 1e-5);
    }

    [Fact]
    public void Flips_are_exact()
    {
        using var pictures = rand(2, 1, 30, 44);

        using var moved = Augmentation.Move(pictures, [PictureMovement.None with { FlipColumns = true }, PictureMovement.None with { FlipRows = true }]);

        (moved[0] - pictures[0].flip(2)).abs().max().item<float>().ShouldBe(0, 1e-5);
        (moved[1] - pictures[1].flip(1)).abs().max().item<float>().ShouldBe(0, 1e-5);
    }

    [Fact]
    public void Quarter_turn_of_a_picture_that_is_not_square_keeps_pixels_square()
    {
        // A bar of 3 × 11 becomes one of 11 × 3.
        using var pictures = zeros(1, 1, 41, 61);
        pictures[0, 0, 19..22, 25..36] = ones(3, 11);

        using var turned = Augmentation.Move(pictures, [PictureMovement.None with { Rotation = Math.PI / 2 }]);

        using var expected = zeros(41, 61);
        expected[15..26, 29..32] = ones(11, 3);
        (turned[0, 0] - expected).abs().max().item<float>().ShouldBe(0, 1e-3);
    }

    [Fact]
    public void Zoom_magnifies_about_the_centre()
    {
        using var pictures = zeros(1, 1, 40, 60);
        pictures[0, 0, 10..30, 20..40] = ones(20, 20);

        using var zoomed = Augmentation.Move(pictures, [PictureMovement.None with { Zoom = 1.1 }]);

        zoomed.sum().item<float>().ShouldBe(400 * 1.21f, 2f);
    }
}
