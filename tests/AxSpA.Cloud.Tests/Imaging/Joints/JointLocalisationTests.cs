using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class JointLocalisationTests
{
    /// <summary>A sacrum 41 columns wide (dilation 2 by width) and 21 rows high (dilation 1 by height), an ilium at each side.</summary>
    private static Plane<byte> Pelvis(int rightGap, int leftGap, int rows = 60, int columns = 120)
        => Generate(rows, columns, (row, column) => (row, column) switch
        {
            ( >= 20 and <= 40, >= 40 and <= 80) => (byte)BoneLabel.Sacrum,
            ( >= 10 and <= 50, >= 10) when column < 40 - rightGap => (byte)BoneLabel.RightIlium,
            ( >= 10 and <= 50, < 110) when column > 80 + leftGap => (byte)BoneLabel.LeftIlium,
            _ => (byte)BoneLabel.Background,
        });

    [Fact]
    public void Joints_lie_where_the_margin_of_the_sacrum_meets_the_ilia()
    {
        var joints = JointLocalisation.Find(Pelvis(0, 1), PreprocessingRules.Paper1).Joints.ShouldNotBeNull();

        (joints.SacrumExtent, joints.Dilation).ShouldBe((40, 2));
        joints.Right.Finding.ShouldBe(JointFinding.Intersection);
        Masks.BoundingBox(joints.Right.Mask).ShouldBe(new PixelRectangle(38, 18, 2, 25));
        joints.Left.Finding.ShouldBe(JointFinding.Intersection);
        Masks.BoundingBox(joints.Left.Mask).ShouldBe(new PixelRectangle(82, 18, 1, 25));
        joints.Box.ShouldBe(new PixelRectangle(38, 18, 45, 25));
    }

    [Fact]
    public void App_measures_the_height_of_the_sacrum()
    {
        var joints = JointLocalisation.Find(Pelvis(0, 0), PreprocessingRules.App1).Joints.ShouldNotBeNull();
        (joints.SacrumExtent, joints.Dilation).ShouldBe((20, 1));
        Masks.BoundingBox(joints.Right.Mask).ShouldBe(new PixelRectangle(39, 19, 1, 23));
    }

    [Fact]
    public void App_rules_are_the_paper_rules_on_the_turned_array()
    {
        var random = new Random(31);
        for (var round = 0; round < 60; round++)
        {
            var labels = Resizing.Nearest(RandomBytes(random, 9, 4), random.Next(5, 60), random.Next(5, 60));
            var app = JointLocalisation.Find(labels, PreprocessingRules.App1);
            var turned = JointLocalisation.Find(Orientation.Transpose(labels), PreprocessingRules.Paper1);
            app.Rejection.ShouldBe(turned.Rejection);
            if (!app.Located)
                continue;
            ShouldEqual(app.Joints.Left.Mask, Orientation.Transpose(turned.Joints!.Left.Mask));
            ShouldEqual(app.Joints.Right.Mask, Orientation.Transpose(turned.Joints.Right.Mask));
        }
    }

    [Fact]
    public void Gap_wider_than_the_margin_leads_to_the_fallback_and_says_so()
    {
        var joints = JointLocalisation.Find(Pelvis(0, 9), PreprocessingRules.Paper1).Joints.ShouldNotBeNull();
        joints.Right.Finding.ShouldBe(JointFinding.Intersection);
        joints.Left.Finding.ShouldBe(JointFinding.MedianHeightFallback);
        joints.Left.MetPixels.ShouldBe(0);
        // Every column of this ilium has the median height: one block from five columns before the first to its last.
        Masks.BoundingBox(joints.Left.Mask).ShouldBe(new PixelRectangle(85, 10, 29, 41));
    }

    [Fact]
    public void Missing_ilium_leaves_the_other_joint()
    {
        var labels = Without(Pelvis(0, 0), BoneLabel.LeftIlium);
        var joints = JointLocalisation.Find(labels, PreprocessingRules.Paper1).Joints.ShouldNotBeNull();
        (joints.Left.Finding, joints.Left.IliumPresent, joints.Left.Pixels).ShouldBe((JointFinding.NotFound, false, 0));
        joints.Right.Finding.ShouldBe(JointFinding.Intersection);
        joints.Box.ShouldBe(Masks.BoundingBox(joints.Right.Mask)!.Value);
    }

    [Fact]
    public void Missing_sacrum_is_a_rejection()
        => JointLocalisation.Find(Without(Pelvis(0, 0), BoneLabel.Sacrum), PreprocessingRules.Paper1).Rejection.ShouldBe(JointRejection.NoSacrum);

    [Fact]
    public void Missing_ilia_are_a_rejection()
        => JointLocalisation.Find(Without(Without(Pelvis(0, 0), BoneLabel.LeftIlium), BoneLabel.RightIlium), PreprocessingRules.Paper1)
            .Rejection.ShouldBe(JointRejection.NoIlium);

    [Fact]
    public void Neither_joint_found_is_a_rejection()
    {
        // Column heights 1 and 4: the fallback's median height fits no column; the sacrum is too far away.
        var labels = Bytes("2200000033", "0200000003", "0200000003", "0200100003");
        JointLocalisation.Find(labels, PreprocessingRules.Paper1).Rejection.ShouldBe(JointRejection.JointsNotFound);
        var withoutLeft = JointLocalisation.Find(Without(labels, BoneLabel.LeftIlium), PreprocessingRules.Paper1);
        withoutLeft.Rejection.ShouldBe(JointRejection.JointsNotFound);
        withoutLeft.Reason.ShouldNotBeNull().ShouldStartWith("left joint: no ilium on this side; right joint: sacrum and ilium don't meet");
    }

    [Fact]
    public void Joint_masks_are_inside_their_ilium_and_connected_whatever_the_labels()
    {
        var random = new Random(32);
        for (var round = 0; round < 200; round++)
        {
            var labels = Resizing.Nearest(RandomBytes(random, 8, 4), random.Next(8, 80), random.Next(8, 80));
            var result = JointLocalisation.Find(labels, random.Next(2) == 0 ? PreprocessingRules.Paper1 : PreprocessingRules.App1);
            result.Located.ShouldBe(result.Rejection is null);
            if (!result.Located)
                continue;
            foreach (var (joint, ilium) in new[] { (result.Joints.Left, BoneLabel.LeftIlium), (result.Joints.Right, BoneLabel.RightIlium) })
            {
                Components.Count(joint.Mask, 1, Connectivity.Four).ShouldBe(joint.Found ? 1 : 0);
                joint.Pixels.ShouldBe(joint.Mask.Values.Count((byte)1));
                if (joint.Finding == JointFinding.Intersection)
                    joint.Mask.Values.ToArray().Zip(labels.Values.ToArray()).ShouldAllBe(pair => pair.First == 0 || pair.Second == (byte)ilium);
            }
        }
    }

    [Theory]
    [InlineData("paper-1", JointFrame.Upright)]
    [InlineData("app-1", JointFrame.Transposed)]
    public void Rules_are_found_by_name(string version, JointFrame frame)
    {
        var rules = PreprocessingRules.For(version);
        (rules.Version, rules.JointFrame, rules.JointDilationShare, rules.ClaheClipShare).ShouldBe((version, frame, 0.05, 0.01));
    }

    [Fact]
    public void Unknown_rules_are_refused_by_name()
        => Should.Throw<ArgumentException>(() => PreprocessingRules.For("paper-2")).Message.ShouldContain("expected preprocessing version paper-1 or app-1, found 'paper-2'");

    private static Plane<byte> Without(Plane<byte> labels, BoneLabel bone)
        => Generate(labels.Rows, labels.Columns, (row, column) => labels[row, column] == (byte)bone ? (byte)0 : labels[row, column]);
}
