using AxSpA.Cloud.Phantoms.Chance;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Chance;

public sealed class RandomSourceTests
{
    [Fact]
    [Trait("Requirement", "PHA-01")]
    public void Numbers_follow_from_seed_and_names_alone()
    {
        RandomSource.Of(1, "a", "b").Next().ShouldBe(RandomSource.Of(1, "a", "b").Next());
        RandomSource[] sources =
            [RandomSource.Of(1, "a", "b"), RandomSource.Of(2, "a", "b"), RandomSource.Of(1, "b", "a"), RandomSource.Of(1, "ab"), RandomSource.Of(1, "a", "b", "")];
        sources.Select(source => source.Next()).Distinct().Count().ShouldBe(sources.Length);
    }

    [Fact]
    [Trait("Requirement", "PHA-01")]
    public void Purpose_has_numbers_of_its_own_that_earlier_draws_dont_touch()
    {
        var (fresh, used) = (RandomSource.Of(1, "a"), RandomSource.Of(1, "a"));
        used.Next();

        used.For("gas").Next().ShouldBe(fresh.For("gas").Next());
        fresh.For("gas").Next().ShouldNotBe(fresh.Next());
    }

    [Fact]
    public void Uniform_and_normal_values_have_the_moments_they_should()
    {
        var source = RandomSource.Of(5, "moments");
        var uniform = Enumerable.Range(0, 20_000).Select(_ => source.Next()).ToArray();
        var normal = Enumerable.Range(0, 20_000).Select(_ => source.Normal()).ToArray();

        uniform.Average().ShouldBe(0.5, 0.01);
        uniform.ShouldAllBe(value => value >= 0 && value < 1);
        normal.Average().ShouldBe(0, 0.03);
        normal.Average(value => value * value).ShouldBe(0.98, 0.03);
        normal.ShouldAllBe(value => Math.Abs(value) <= 2.5);
    }

    [Fact]
    [Trait("Requirement", "PHA-01")]
    public void Pixel_noise_is_white_normal_and_the_same_whatever_row_is_asked_for_first()
    {
        var (row, again, below) = (new float[50_000], new float[50_000], new float[50_000]);
        PixelNoise.Fill(9, 7, row);
        PixelNoise.Fill(9, 8, below);
        PixelNoise.Fill(9, 7, again);

        again.ShouldBe(row);
        row.Average().ShouldBe(0, 0.02);
        row.Average(value => value * value).ShouldBe(1, 0.03);
        row.Zip(below, (one, other) => one * other).Average().ShouldBe(0, 0.02);
        row.Zip(row.Skip(1), (one, other) => one * other).Average().ShouldBe(0, 0.02);
    }
}
