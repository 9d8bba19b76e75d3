using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Classification;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Classification;

public class PicturePreparationTests
{
    private static readonly PictureSize Published = new(416, 628);

    [Fact]
    [Trait("Requirement", "TRA-05")]
    public void Anatomy_aware_picture_is_to_the_last_bit_what_the_services_feed()
    {
        var radiograph = DrawnCohort.Picture(1, ill: true);
        var joints = JointLocalisation.Find(DrawnCohort.Labels(), PreprocessingRules.Paper1).Joints!;
        var crop = JointCrop.Cut(radiograph, joints.Box);
        var fed = ClassifierInput.From(crop.Pixels!, crop.Rectangle!.Value, PreprocessingRules.Paper1);

        var picture = new PicturePreparation(ModelRole.AnatomyAware, segmenter: null).Prepare(radiograph, DrawnCohort.Labels())!;

        picture.Resized(Published, ResizeRule.Served).Values.SequenceEqual(fed.Values.Values).ShouldBeTrue();
    }

    [Fact]
    [Trait("Requirement", "TRA-05")]
    public void Standard_picture_is_to_the_last_bit_what_the_services_feed()
    {
        var radiograph = DrawnCohort.Picture(2, ill: false);
        var fed = ClassifierInput.From(radiograph, new PixelRectangle(0, 0, radiograph.Columns, radiograph.Rows), PreprocessingRules.Paper1);

        var picture = new PicturePreparation(ModelRole.Standard, segmenter: null).Prepare(radiograph, labels: null)!;

        picture.Resized(Published, ResizeRule.Served).Values.SequenceEqual(fed.Values.Values).ShouldBeTrue();
    }

    [Fact]
    public void Training_resizes_with_half_pixel_centres()
    {
        var picture = new PicturePreparation(ModelRole.Standard, segmenter: null).Prepare(DrawnCohort.Picture(3, ill: false), labels: null)!;

        // 96 × 144 fits 32 × 48 without padding: every third pixel from the second on.
        var small = picture.Resized(new PictureSize(32, 48), ResizeRule.Training);

        small[0, 0].ShouldBe(picture.Values[1, 1], 1e-6f);
        small[31, 47].ShouldBe(picture.Values[94, 142], 1e-6f);
    }

    [Fact]
    public void Radiograph_without_joints_gives_no_picture()
        => new PicturePreparation(ModelRole.AnatomyAware, segmenter: null)
            .Prepare(DrawnCohort.Picture(4, ill: false), new Plane<byte>(96, 144, new byte[96 * 144]))
            .ShouldBeNull();

    [Fact]
    public void Every_size_is_found_again_in_the_bytes_that_are_kept()
    {
        var regime = new ClassifierRegime { Stages = [new(new PictureSize(32, 48), 4, 1, 1e-2, 1, 1e-3), new(new PictureSize(64, 96), 4, 1, 1e-2, 1, 1e-3)] };
        var layout = PictureLayout.Of(regime);
        var picture = new PicturePreparation(ModelRole.Standard, segmenter: null).Prepare(DrawnCohort.Picture(5, ill: true), labels: null)!;

        var bytes = layout.Pack(picture);

        layout.Pictures.Select(sized => sized.Size.Rows).ShouldBe([32, 64, 416]);
        foreach (var sized in layout.Pictures)
            layout.Unpack(bytes, sized).SequenceEqual(picture.Resized(sized.Size, sized.Resize).Values).ShouldBeTrue($"{sized}");
    }
}
