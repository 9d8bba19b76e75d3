using AxSpA.Cloud.Phantoms;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Lesions;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Lesions;

[Trait("Requirement", "PHA-04")]
public sealed class JointLesionsTests
{
    private static readonly (int Grade, double Progress)[] Course = [(0, 0), (0, 1), (1, 0), (1, 0.5), (1, 1), (2, 0), (2, 0.5), (2, 1), (3, 0), (3, 1), (4, 0)];

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0.2)]
    [InlineData(1, 1, 0.4)]
    [InlineData(2, 0, 0.6)]
    [InlineData(2, 0.5, 0.7)]
    [InlineData(4, 1, 2)]
    public void Severity_progress_goes_half_the_way_and_the_grade_leaps_the_rest(int grade, double progress, double expected)
        => new Severity(new JointDisease(grade, progress)).Amount([0, 0.2f, 0.6f, 1, 2]).ShouldBe((float)expected, 1e-6f);

    [Fact]
    public void Amounts_of_hundred_joints_never_fall_along_the_disease()
    {
        for (var joint = 0; joint < 100; joint++)
        {
            var course = Lesions(joint);
            course.Select(lesions => lesions.Erosions.Amount).ShouldBeInOrder();
            course.Select(lesions => lesions.Space.Amount).ShouldBeInOrder();
            course.Select(lesions => lesions.Space.Blur).ShouldBeInOrder();
            course.Select(lesions => lesions.Ankylosis.Amount).ShouldBeInOrder();
            // What was dense fades on the way to one bone.
            course[..^2].Select(lesions => lesions.Sclerosis.Amount).ShouldBeInOrder();
            course[^3..].Select(lesions => lesions.Sclerosis.Amount).ShouldBeInOrder(SortDirection.Descending);
        }
    }

    [Fact]
    public void Erosion_that_is_there_stays_and_grows_at_later_visits()
    {
        for (var joint = 0; joint < 20; joint++)
        {
            var course = Lesions(joint);
            foreach (var (earlier, later) in course.Zip(course.Skip(1)))
            {
                for (var along = 1f; along < 80; along += 2)
                    later.Erosions.At(along, 80, 3, 2.5f).ShouldBeGreaterThanOrEqualTo(earlier.Erosions.At(along, 80, 3, 2.5f));
            }
        }
    }

    [Fact]
    public void Total_ankylosis_bridges_everything_and_moderate_disease_some_of_it()
    {
        var joints = Enumerable.Range(0, 40).Select(Lesions).ToArray();

        joints.Min(course => Bridged(course[^1]).Min()).ShouldBe(1);
        joints.Average(course => Bridged(course[^3]).Average()).ShouldBeInRange(0.01f, 0.4f);
        joints.Max(course => Bridged(course[^4]).Max()).ShouldBeLessThan(0.8f);
        joints.Max(course => Bridged(course[3]).Max()).ShouldBe(0);
    }

    private static IEnumerable<float> Bridged(JointLesions lesions) => Enumerable.Range(0, LineNoise.Samples).Select(lesions.Ankylosis.At);

    private static JointLesions[] Lesions(int joint)
        => [.. Course.Select(at => JointLesions.Of(RandomSource.Of(3, "joint " + joint), new JointDisease(at.Grade, at.Progress)))];
}
