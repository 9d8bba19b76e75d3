using System.Text;

namespace AxSpA.Cloud.Phantoms.Chance;

/// <summary>
/// Random numbers that follow from names alone: a seed and what the numbers are for. No state is shared, so what is drawn first or beside it
/// changes nothing.
/// </summary>
internal sealed class RandomSource
{
    private const double Unit = 1.0 / (1UL << 53);

    private ulong _counter;

    private RandomSource(ulong key) => Key = key;

    /// <summary>What the numbers follow from; also the key of per-pixel noise.</summary>
    public ulong Key { get; }

    public static RandomSource Of(ulong seed, params ReadOnlySpan<string> names)
    {
        var key = Mixed(seed);
        foreach (var name in names)
            key = Joined(key, name);
        return new RandomSource(key);
    }

    /// <summary>A source of its own for one purpose; the numbers taken here are not touched by it.</summary>
    public RandomSource For(string purpose) => new(Joined(Key, purpose));

    /// <summary>Uniform in [0, 1).</summary>
    public double Next() => (Mixed(Key + (++_counter * 0x9E3779B97F4A7C15UL)) >> 11) * Unit;

    public double Between(double least, double most) => least + ((most - least) * Next());

    public bool Happens(double probability) => Next() < probability;

    /// <summary>An index below <paramref name="count"/>.</summary>
    public int Pick(int count) => (int)(Next() * count);

    /// <summary>Normal with mean 0 and standard deviation 1, cut at ± 2.5: anatomy has no monsters.</summary>
    public double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Next()));
        return Math.Clamp(radius * Math.Cos(2 * Math.PI * Next()), -2.5, 2.5);
    }

    /// <summary>SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014).</summary>
    public static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    private static ulong Joined(ulong key, string name)
    {
        // FNV-1a over UTF-8, the length last, so that ("a", "bc") and ("ab", "c") differ.
        var hash = 0xCBF29CE484222325UL ^ key;
        foreach (var part in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ part) * 0x100000001B3UL;
        return Mixed(hash + ((ulong)name.Length * 0x9E3779B97F4A7C15UL) + 1);
    }
}
