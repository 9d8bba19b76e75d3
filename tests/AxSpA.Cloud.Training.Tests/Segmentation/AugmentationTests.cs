using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Runs;
using AxSpA.Cloud.Training.Segmentation;
using AxSpA.Cloud.Training.Tests.Data;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Segmentation;

[Trait("Requirement", "TRA-01")]
public class AugmentationTests
{
    private const int Side = 64;

    [Fact]
    public void Window_without_turning_is_cut_out_exactly()
    {
        var (grey, labels) = Picture();
        // Rows 8 to 39 and columns 20 to 51: centres at (24 − 32) / 32 and (36 − 32) / 32; x, the last axis, comes first.
        var (images, moved) = Augmentation.Apply(grey, labels, [new Augmentation([0.5f, 0, 0.125f, 0, 0.5f, -0.25f], 1, 0, 0)], [1], 32);

        images.shape.ShouldBe([1, 1, 32, 32]);
        (images - ((grey[.., .., 8..40, 20..52] * 2) - 1)).abs().max().item<float>().ShouldBe(0, 1e-5);
        moved.data<long>().ToArray().ShouldBe(labels[.., 0, 8..40, 20..52].to(ScalarType.Int64).contiguous().data<long>().ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Picture_and_labels_are_moved_together(bool singlePass)
    {
        var scheme = singlePass ? SegmentationScheme.SinglePass(Side) : new SegmentationScheme(SchemeKind.Windows, Side, 48, 8);
        var (_, labels) = Picture();
        for (var number = 0; number < 5; number++)
        {
            var drawn = Augmentation.From(Draw.At(number), scheme) with { Gamma = 1, Shift = 0, Noise = 0 };
            foreach (var bone in new[] { 1, 2, 3 })
            {
                // The picture is the bone itself: where it is brighter than half, the label must be.
                var (images, moved) = Augmentation.Apply((labels == bone).to(ScalarType.Float32), labels, [drawn], [1], scheme.Window);
                var (seen, named) = (images.squeeze(1) > 0, moved == bone);
                var overlap = 2.0 * (seen & named).sum().item<long>() / (seen.sum().item<long>() + named.sum().item<long>());
                overlap.ShouldBeGreaterThan(0.96);
            }

            LabelsAfter(drawn).ShouldBeSubsetOf([0, 1, 2, 3]);
        }

        long[] LabelsAfter(Augmentation drawn) => [.. Augmentation.Apply(labels / 3, labels, [drawn], [1], scheme.Window).Labels.data<long>().ToArray().Distinct()];
    }

    [Fact]
    public void Draws_stay_within_their_bounds_and_follow_from_their_place()
    {
        for (var number = 0; number < 500; number++)
        {
            var drawn = Augmentation.From(Draw.At(number), SegmentationScheme.Published);
            // Columns of the map are of the window's share in length but for the shear; the window never leaves the grid by its centre.
            var angle = Math.Atan2(drawn.Map[3], drawn.Map[0]) * 180 / Math.PI;
            angle.ShouldBeInRange(-10, 10);
            Math.Abs(drawn.Map[2]).ShouldBeLessThanOrEqualTo(1f / 3 + 1e-6f);
            Augmentation.From(Draw.At(number), SegmentationScheme.Published).Map.ShouldBe(drawn.Map);
        }
    }

    [Fact]
    public void Noise_of_a_radiograph_does_not_depend_on_its_batch()
    {
        var (grey, labels) = Picture();
        var noisy = new Augmentation([1, 0, 0, 0, 1, 0], 1, 0, 0.1f);

        var alone = Augmentation.Apply(grey, labels, [noisy], [42], Side).Images;
        var together = Augmentation.Apply(grey.expand(2, 1, Side, Side), labels.expand(2, 1, Side, Side), [noisy, noisy], [7, 42], Side).Images;

        together[1].data<float>().ToArray().ShouldBe(alone[0].data<float>().ToArray());
        together[0].data<float>().ToArray().ShouldNotBe(alone[0].data<float>().ToArray());
    }

    private static (Tensor Grey, Tensor Labels) Picture()
    {
        var (radiograph, labels) = DrawnPelvis.Draw(3);
        return SegmentationPicture.ToTensors([SegmentationPicture.Of(radiograph, labels, Side)], Side, CPU);
    }
}
