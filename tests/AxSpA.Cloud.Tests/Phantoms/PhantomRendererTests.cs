using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms;

public sealed class PhantomRendererTests
{
    [Fact]
    [Trait("Requirement", "PHA-01")]
    public void Plan_drawn_alone_and_beside_others_gives_the_same_bytes()
    {
        RadiographPlan[] plans = [.. Enumerable.Range(0, 4).Select(index => PhantomPlans.Of("site " + index, "subject", 1 + (index % 4), 2, 0.4))];

        var alone = plans.Select(PhantomRenderer.Draw).ToArray();
        var together = PhantomPlans.Drawn([.. plans.Reverse()]).Reverse().ToArray();

        for (var index = 0; index < plans.Length; index++)
        {
            alone[index].Pixels.Values.SequenceEqual(together[index].Pixels.Values).ShouldBeTrue();
            alone[index].Labels.Values.SequenceEqual(together[index].Labels.Values).ShouldBeTrue();
            alone[index].Masks.LeftLesions.Values.SequenceEqual(together[index].Masks.LeftLesions.Values).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(7, 0.2)]
    [InlineData(-1, 0.2)]
    [InlineData(2, 1.1)]
    [InlineData(2, double.NaN)]
    public void Disease_outside_its_ranges_is_refused_by_name(int grade, double progress)
    {
        var plan = PhantomPlans.Of("site", "subject") with { Right = new JointDisease(grade, progress) };

        Should.Throw<ArgumentException>(() => PhantomRenderer.Draw(plan)).Message.ShouldStartWith("Right: expected a grade of 0..4 and a progress of 0..1, found");
    }

    [Fact]
    [Trait("Requirement", "PHA-04")]
    public void Grey_stays_within_the_bits_and_uses_them()
    {
        var plans = Enumerable.Range(0, 10).Select(index => PhantomPlans.Of("bits " + index, "subject")).ToArray();
        foreach (var radiograph in PhantomPlans.Drawn(plans))
        {
            radiograph.BitsStored.ShouldBeInRange(10, 16);
            var most = (1 << radiograph.BitsStored) - 1;
            var brightest = radiograph.Pixels.Values.ToArray().Max();
            ((int)brightest).ShouldBeInRange(most / 3, most);
        }
    }

    [Fact]
    [Trait("Requirement", "PHA-04")]
    public void Site_looks_the_same_for_all_subjects_and_visits_and_unlike_other_sites()
    {
        RadiographPlan[] plans =
        [
            PhantomPlans.Of("north", "one"), PhantomPlans.Of("north", "two", 3, 4), PhantomPlans.Of("north", "two", visit: 1),
            PhantomPlans.Of("south", "one"), PhantomPlans.Of("west", "one"),
        ];
        var looks = PhantomPlans.Drawn(plans).Select(drawn => (drawn.Pixels.Rows, drawn.Pixels.Columns, drawn.PixelSpacing, drawn.BitsStored)).ToArray();

        looks[1].ShouldBe(looks[0]);
        looks[2].ShouldBe(looks[0]);
        looks.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    [Trait("Requirement", "PHA-04")]
    public void Disease_changes_nothing_but_the_surroundings_of_its_joint()
    {
        var drawn = PhantomPlans.Drawn([PhantomPlans.Of("site", "subject"), PhantomPlans.Of("site", "subject", left: 3)]);

        // Scatter carries a trace of it elsewhere; the other joint is far away, and the mean doesn't move.
        var (healthy, ill) = (drawn[0], drawn[1]);
        var scale = (1 << healthy.BitsStored) - 1;
        Differences(healthy, ill, healthy.Masks.RightJoint).ShouldBeLessThan(0.002 * scale);
        Differences(healthy, ill, ill.Masks.LeftLesions).ShouldBeGreaterThan(0.01 * scale);
        Math.Abs(Mean(healthy) - Mean(ill)).ShouldBeLessThan(0.001 * scale);
    }

    private static double Mean(PhantomRadiograph radiograph) => radiograph.Pixels.Values.ToArray().Average(value => (double)value);

    private static double Differences(PhantomRadiograph one, PhantomRadiograph other, Plane<byte> mask)
    {
        var inside = Enumerable.Range(0, mask.Values.Length).Where(index => mask.Memory.Span[index] == 1);
        return inside.Average(index => Math.Abs(one.Pixels.Memory.Span[index] - other.Pixels.Memory.Span[index]));
    }
}
