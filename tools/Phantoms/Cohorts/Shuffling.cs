using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>Fisher and Yates' shuffle, so that exact counts fall on chance subjects.</summary>
internal static class Shuffling
{
    public static void Shuffle<T>(Span<T> values, RandomSource random)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = random.Pick(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
