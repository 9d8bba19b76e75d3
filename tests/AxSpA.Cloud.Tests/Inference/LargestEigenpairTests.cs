using AxSpA.Cloud.Inference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

public class LargestEigenpairTests
{
    [Fact]
    public void Two_by_two_matrix_has_the_pair_found_by_hand()
    {
        // 2 1 / 1 2 has eigenvalues 3 (1, 1) and 1 (1, -1).
        var (value, vector) = LargestEigenpair.Of([2, 1, 1, 2], 2);
        value.ShouldBe(3, 1e-12);
        vector[0].ShouldBe(vector[1], 1e-12);
        Math.Abs(vector[0]).ShouldBe(Math.Sqrt(0.5), 1e-12);
    }

    [Fact]
    public void Zero_matrix_has_value_and_vector_zero()
    {
        var (value, vector) = LargestEigenpair.Of(new double[9], 3);
        value.ShouldBe(0);
        vector.ShouldAllBe(entry => entry == 0);
    }

    [Fact]
    public void Equal_eigenvalues_give_a_vector_of_their_space()
    {
        var (value, vector) = LargestEigenpair.Of([5, 0, 0, 0, 5, 0, 0, 0, 1], 3);
        value.ShouldBe(5, 1e-12);
        vector[2].ShouldBe(0, 1e-9);
        ((vector[0] * vector[0]) + (vector[1] * vector[1])).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Matrix_with_a_value_that_is_not_finite_is_refused()
        => Should.Throw<ArgumentException>(() => LargestEigenpair.Of([1, double.NaN, double.NaN, 1], 2));

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(5, 1.0)]
    [InlineData(40, 0.5)]
    [InlineData(120, 0.999)]
    public void Random_spectrum_gives_its_largest_value_at_a_small_residual(int side, double ratio)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var matrix = WithSpectrum(side, ratio, new Random(seed));
            var (value, vector) = LargestEigenpair.Of(matrix, side);
            value.ShouldBe(7, 1e-8);
            for (var row = 0; row < side; row++)
                Enumerable.Range(0, side).Sum(column => matrix[(row * side) + column] * vector[column]).ShouldBe(value * vector[row], 1e-7);
        }
    }

    /// <summary>A symmetric matrix with eigenvalues 7, 7·ratio, 7·ratio² …, by Householder reflections of their diagonal.</summary>
    private static double[] WithSpectrum(int side, double ratio, Random random)
    {
        var matrix = new double[side * side];
        for (var index = 0; index < side; index++)
            matrix[(index * side) + index] = 7 * Math.Pow(ratio, index);
        for (var reflection = 0; reflection < 3; reflection++)
        {
            var normal = Enumerable.Range(0, side).Select(_ => random.NextDouble() - 0.5).ToArray();
            var scale = 2 / normal.Sum(entry => entry * entry);
            Reflect(matrix, normal, scale, side, across: true);
            Reflect(matrix, normal, scale, side, across: false);
        }

        return matrix;
    }

    private static void Reflect(double[] matrix, double[] normal, double scale, int side, bool across)
    {
        var (outer, inner) = across ? (side, 1) : (1, side);
        for (var line = 0; line < side; line++)
        {
            var product = Enumerable.Range(0, side).Sum(index => matrix[(line * outer) + (index * inner)] * normal[index]);
            for (var index = 0; index < side; index++)
                matrix[(line * outer) + (index * inner)] -= scale * product * normal[index];
        }
    }
}
