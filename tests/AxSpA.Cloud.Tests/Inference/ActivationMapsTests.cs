using AxSpA.Cloud.Inference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

public class ActivationMapsTests
{
    [Fact]
    public void Two_channels_on_four_positions_give_the_maps_found_by_hand()
    {
        // Channel 1 times 2 is 2 4 6 8, channel 2 times -1 is -1 -1 -1 -1: the second is constant and leaves no component.
        var (plain, eigen) = ActivationMaps.Compute([1, 2, 3, 4, 1, 1, 1, 1], [2, -1], 2, 2);
        plain.Values.ToArray().ShouldBe([1, 3, 5, 7]);
        eigen.Values.ToArray().ShouldBe([-3, -1, 1, 3], 1e-5);
    }

    [Fact]
    public void Constant_channels_give_a_zero_eigen_map()
    {
        var (plain, eigen) = ActivationMaps.Compute([1, 1, 1, 2, 2, 2], [1, 1], 1, 3);
        plain.Values.ToArray().ShouldBe([3, 3, 3]);
        eigen.Values.ToArray().ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Zero_weights_give_zero_maps()
    {
        var (plain, eigen) = ActivationMaps.Compute([1, 2, 3, 4], [0], 2, 2);
        plain.Values.ToArray().ShouldAllBe(value => value == 0);
        eigen.Values.ToArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Wrong_number_of_features_is_refused_with_both_numbers()
        => Should.Throw<ArgumentException>(() => ActivationMaps.Compute([1, 2, 3], [1, 1], 1, 2))
            .Message.ShouldStartWith("expected 2 x 1 x 2 features, found 3");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Eigen_map_is_centred_and_agrees_in_sign_and_no_direction_carries_more(int seed)
    {
        const int Channels = 30, Rows = 4, Columns = 5;
        var random = new Random(seed);
        var features = Enumerable.Range(0, Channels * Rows * Columns).Select(_ => random.NextSingle()).ToArray();
        var weights = Enumerable.Range(0, Channels).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var (plain, eigen) = ActivationMaps.Compute(features, weights, Rows, Columns);

        eigen.Values.ToArray().Sum().ShouldBe(0, 1e-4);
        eigen.Values.ToArray().Zip(plain.Values.ToArray()).Sum(pair => pair.First * pair.Second).ShouldBeGreaterThan(0);
        var energy = eigen.Values.ToArray().Sum(value => (double)value * value);
        for (var trial = 0; trial < 200; trial++)
        {
            var direction = Enumerable.Range(0, Channels).Select(_ => random.NextDouble() - 0.5).ToArray();
            EnergyAlong(features, weights, direction, Rows * Columns).ShouldBeInRange(0, energy * (1 + 1e-6));
        }
    }

    private static double EnergyAlong(float[] features, float[] weights, double[] direction, int positions)
    {
        var norm = Math.Sqrt(direction.Sum(entry => entry * entry));
        var projected = new double[positions];
        for (var channel = 0; channel < weights.Length; channel++)
        {
            for (var position = 0; position < positions; position++)
                projected[position] += features[(channel * positions) + position] * weights[channel] * direction[channel] / norm;
        }

        var mean = projected.Average();
        return projected.Sum(value => (value - mean) * (value - mean));
    }
}
