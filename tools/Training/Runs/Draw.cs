namespace AxSpA.Cloud.Training.Runs;

/// <summary>Random numbers that follow from their place alone: seed, phase, epoch, index, purpose. No generator runs on, so a resumed run draws what an unbroken one would have.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), also to mix the parts of the place.</remarks>
public struct Draw
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    private Draw(ulong state) => _state = state;

    public static Draw At(params ReadOnlySpan<long> place)
    {
        var state = Golden;
        foreach (var part in place)
            state = Mix(state ^ Mix(unchecked((ulong)part + Golden)));
        return new Draw(state);
    }

    /// <summary>For TorchSharp's global generator.</summary>
    public static long SeedAt(params ReadOnlySpan<long> place)
    {
        var draw = At(place);
        return (long)(draw.Bits() >> 1);
    }

    /// <summary>0 ≤ value &lt; 1.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>0 ≤ value &lt; <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() * count);

    public bool With(double probability) => Next() < probability;

    /// <summary>0 to count − 1 in random order (Fisher and Yates).</summary>
    public int[] Order(int count)
    {
        var order = new int[count];
        for (var index = 0; index < count; index++)
        {
            var other = Below(index + 1);
            (order[index], order[other]) = (order[other], index);
        }

        return order;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private ulong Bits() => Mix(_state += Golden);
}
