using AxSpA.Cloud.Phantoms.Evaluation;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Evaluation;

[Trait("Requirement", "PHA-05")]
public class BoneDiceTests
{
    [Fact]
    public void Same_labels_are_1()
    {
        var labels = MadeUpCases.Plane("0112", "3112", "3302");
        BoneDice.Of(labels, labels).ShouldBe(new BoneDice(1, 1, 1));
    }

    [Fact]
    public void Half_a_bone_found_is_two_thirds()
        => BoneDice.Of(MadeUpCases.Plane("1100", "2200", "0333"), MadeUpCases.Plane("1111", "2222", "3000"))
            .ShouldBe(new BoneDice(2.0 / 3, 2.0 / 3, 0));

    [Fact]
    public void Bone_in_neither_map_counts_as_found_and_one_in_one_map_as_missed()
        => BoneDice.Of(MadeUpCases.Plane("10"), MadeUpCases.Plane("12")).ShouldBe(new BoneDice(1, 0, 1));

    [Fact]
    public void Other_size_is_refused()
        => Should.Throw<ArgumentException>(() => BoneDice.Of(MadeUpCases.Plane("10"), MadeUpCases.Plane("100"))).Message.ShouldContain("expected 1 × 3 labels, found 1 × 2");
}
