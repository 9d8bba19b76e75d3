namespace AxSpA.Cloud.Training.Classification;

/// <summary>Seeded chance for one place of a training: the same place gives the same draws, whatever was drawn elsewhere or before a restart.</summary>
internal static class Chance
{
    public static Random For(int seed, params ReadOnlySpan<int> place) => new(Seed(seed, place));

    /// <summary>A seed for the place, mixed so that neighbours have nothing to do with each other (SplitMix64's finaliser).</summary>
    public static int Seed(int seed, params ReadOnlySpan<int> place)
    {
        var state = Mix((ulong)seed);
        foreach (var part in place)
            state = Mix(state ^ (uint)part);
        return (int)(state >> 33);
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
