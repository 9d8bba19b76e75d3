using System.Globalization;
using AxSpA.Cloud.Imaging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Imaging;

/// <summary>How far two planes of one size lie apart, pixel by pixel.</summary>
internal sealed record Difference(double Largest, double Mean)
{
    public static Difference Between(Plane<float> actual, Plane<float> expected)
    {
        (actual.Rows, actual.Columns).ShouldBe((expected.Rows, expected.Columns));
        var (largest, sum) = (0.0, 0.0);
        for (var index = 0; index < actual.Values.Length; index++)
        {
            var difference = Math.Abs((double)actual.Values[index] - expected.Values[index]);
            largest = Math.Max(largest, difference);
            sum += difference;
        }

        return new Difference(largest, sum / actual.Values.Length);
    }

    /// <summary>Holds the largest difference to a tolerance, which no NaN is within, and leaves it in the test's output for the parity table.</summary>
    public static void ShouldBeWithin(Plane<float> actual, Plane<float> expected, double tolerance)
    {
        var difference = Between(actual, expected);
        TestContext.Current.TestOutputHelper?.WriteLine(difference.ToString());
        (difference.Largest <= tolerance).ShouldBeTrue($"expected a difference of at most {tolerance}, found {difference}");
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"largest {Largest:G3}, mean {Mean:G3}");
}
