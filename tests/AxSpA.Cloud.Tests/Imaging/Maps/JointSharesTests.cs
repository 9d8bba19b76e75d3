using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class JointSharesTests
{
    private static readonly Plane<float> Heat = new(1, 8, [1, 1, 0, 4, 0, 1, 1, 2]);

    [Fact]
    public void Heat_is_divided_by_reach()
    {
        var (left, right) = (Bytes("00000100"), Bytes("10000000"));
        JointShares.Of(Heat, left, right, reach: 0).ShouldBe(new JointShares(0.1, 0.1, 0.8));
        JointShares.Of(Heat, left, right, reach: 1).ShouldBe(new JointShares(0.2, 0.2, 0.6));
    }

    [Fact]
    public void Heat_in_reach_of_both_joints_is_halved()
        => JointShares.Of(Heat, Bytes("00001000"), Bytes("00100000"), reach: 1)!.Left.ShouldBe((2 + 1) / 10.0, 1e-12);

    [Fact]
    public void Joint_that_was_not_found_has_no_share()
        => JointShares.Of(Heat, Bytes("00000000"), Bytes("11111111"), reach: 3).ShouldBe(new JointShares(0, 1, 0));

    [Fact]
    public void Map_without_heat_has_no_shares()
        => JointShares.Of(Constant(1, 3, 0f), Bytes("100"), Bytes("001"), 0).ShouldBeNull();

    [Fact]
    public void Shares_sum_to_one_and_change_sides_with_the_masks()
    {
        var random = new Random(91);
        for (var round = 0; round < 100; round++)
        {
            var left = RandomBytes(random, 20, 2);
            var right = Generate(left.Rows, left.Columns, (_, _) => (byte)random.Next(2));
            var heat = RandomFloats(random, left.Rows, left.Columns);
            var reach = random.Next(3);
            var shares = JointShares.Of(heat, left, right, reach).ShouldNotBeNull();
            (shares.Left + shares.Right + shares.Elsewhere).ShouldBe(1, 1e-12);
            var changed = JointShares.Of(heat, right, left, reach)!;
            (changed.Left, changed.Right).ShouldBe((shares.Right, shares.Left));
        }
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void Negative_heat_is_refused(float value)
        => Should.Throw<ArgumentException>(() => JointShares.Of(Constant(1, 1, value), Bytes("0"), Bytes("0"), 0));

    [Fact]
    public void Mask_of_another_size_is_refused()
        => Should.Throw<ArgumentException>(() => JointShares.Of(Heat, Bytes("0"), Bytes("0"), 0)).Message.ShouldContain("expected a mask of 1 × 8, found 1 × 1");
}
