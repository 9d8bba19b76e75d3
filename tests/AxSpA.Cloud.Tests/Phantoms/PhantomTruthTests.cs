using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms;

[Trait("Requirement", "PHA-04")]
public sealed class PhantomTruthTests
{
    /// <summary>The bound that the crop of the joints is held to, times the tight box of both.</summary>
    private const double LargestCrop = 1.6;

    [Fact]
    public void Joints_of_forty_sites_are_found_by_intersection_and_lie_in_their_crop()
    {
        var plans = Enumerable.Range(0, 40).Select(index => PhantomPlans.Of("unseen " + index, "subject " + index, index % 5, index / 5 % 5, 0.5)).ToArray();
        foreach (var radiograph in PhantomPlans.Drawn(plans))
        {
            var joints = JointLocalisation.Find(radiograph.Labels, PreprocessingRules.Paper1).Joints.ShouldNotBeNull();
            joints.Left.Finding.ShouldBe(JointFinding.Intersection);
            joints.Right.Finding.ShouldBe(JointFinding.Intersection);

            var crop = JointCrop.Cut(new Radiograph(radiograph.Pixels, GreyDepth.Sixteen), joints.Box).Rectangle.ShouldNotBeNull();
            var tight = Around(BoxOf(radiograph.Masks.LeftJoint), BoxOf(radiograph.Masks.RightJoint));
            Around(crop, tight).ShouldBe(crop);
            ((double)crop.Width * crop.Height).ShouldBeLessThanOrEqualTo(LargestCrop * tight.Width * tight.Height);
        }
    }

    [Fact]
    public void Bones_and_masks_lie_where_they_belong()
    {
        var radiograph = PhantomRenderer.Draw(PhantomPlans.Of("site", "subject", 2, 2));
        var (labels, masks) = (radiograph.Labels, radiograph.Masks);
        var sacrum = CentreOf(Of(labels, BoneLabel.Sacrum));

        CentreOf(Of(labels, BoneLabel.LeftIlium)).Column.ShouldBeGreaterThan(sacrum.Column);
        CentreOf(Of(labels, BoneLabel.RightIlium)).Column.ShouldBeLessThan(sacrum.Column);
        (Plane<byte> Left, Plane<byte> Right)[] pairs =
            [(masks.LeftJoint, masks.RightJoint), (masks.LeftLesions, masks.RightLesions), (masks.LeftHip, masks.RightHip)];
        foreach (var (left, right) in pairs)
        {
            CentreOf(left).Column.ShouldBeGreaterThan(sacrum.Column);
            CentreOf(right).Column.ShouldBeLessThan(sacrum.Column);
        }

        CentreOf(masks.Symphysis).Row.ShouldBeGreaterThan(CentreOf(masks.LeftHip).Row);
        CentreOf(masks.LeftHip).Row.ShouldBeGreaterThan(CentreOf(masks.LeftJoint).Row);
        Components.Count(labels, (byte)BoneLabel.LeftIlium, Connectivity.Eight).ShouldBe(1);
        Components.Count(labels, (byte)BoneLabel.Sacrum, Connectivity.Eight).ShouldBe(1);
    }

    [Fact]
    public void Joint_is_half_sacrum_and_half_the_ilium_of_its_side()
    {
        var radiograph = PhantomRenderer.Draw(PhantomPlans.Of("site", "another"));
        var labels = radiograph.Labels.Memory;
        var joint = radiograph.Masks.LeftJoint.Memory;
        var inside = Enumerable.Range(0, labels.Length).Where(index => joint.Span[index] == 1).Select(index => (BoneLabel)labels.Span[index]).ToArray();

        Share(BoneLabel.Sacrum).ShouldBeInRange(0.4, 0.6);
        Share(BoneLabel.LeftIlium).ShouldBeInRange(0.4, 0.6);
        Share(BoneLabel.RightIlium).ShouldBe(0);

        double Share(BoneLabel label) => inside.Count(value => value == label) / (double)inside.Length;
    }

    [Fact]
    public void Lesions_of_a_normal_joint_are_none_and_grow_from_grade_to_grade()
    {
        (int Grade, double Progress)[] course = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (4, 0)];
        var drawn = PhantomPlans.Drawn([.. course.Select(at => PhantomPlans.Of("course", "subject", at.Grade, 0, at.Progress))]);
        var pixels = drawn.Select(radiograph => radiograph.Masks.LeftLesions.Values.Count((byte)1)).ToArray();

        pixels[..2].ShouldBe([0, 0]);
        pixels[2].ShouldBeGreaterThan(0);
        // Ankylosis takes away what bordered on the space, and sclerosis fades.
        pixels[..^1].ShouldBeInOrder();
        pixels[^1].ShouldBeGreaterThan(pixels[3]);
        drawn.Sum(radiograph => radiograph.Masks.RightLesions.Values.Count((byte)1)).ShouldBe(0);
    }

    private static PixelRectangle BoxOf(Plane<byte> mask) => Masks.BoundingBox(mask).ShouldNotBeNull();

    private static PixelRectangle Around(PixelRectangle one, PixelRectangle other)
    {
        var (x, y) = (Math.Min(one.X, other.X), Math.Min(one.Y, other.Y));
        return new PixelRectangle(x, y, Math.Max(one.X + one.Width, other.X + other.Width) - x, Math.Max(one.Y + one.Height, other.Y + other.Height) - y);
    }

    private static Plane<byte> Of(Plane<byte> labels, BoneLabel label)
        => new(labels.Rows, labels.Columns, [.. labels.Values.ToArray().Select(value => value == (byte)label ? (byte)1 : (byte)0)]);

    private static (double Row, double Column) CentreOf(Plane<byte> mask)
    {
        var inside = Enumerable.Range(0, mask.Values.Length).Where(index => mask.Memory.Span[index] == 1).ToArray();
        return (inside.Average(index => index / mask.Columns), inside.Average(index => index % mask.Columns));
    }
}
