using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>Lays a heat map over a radiograph in grey.</summary>
internal static class HeatBlend
{
    private const int Levels = 256;
    private const double Opacity = 0.8;
    private const double DisplayTail = 0.0005;

    // Made once: OpenCV builds its colour map anew at every call, from some ten thousand copies of a few bytes each, which costs it 12 ms.
    private static readonly byte[] ColourMap = MakeColours();
    private static readonly int[] Opacities = MakeOpacities();

    /// <summary>The colour map, blue, green, red of each level: dark violet over orange to pale yellow, lightness rising evenly.</summary>
    public static ReadOnlySpan<byte> Colours => ColourMap;

    /// <summary>Blue, green, red of every pixel, rows × columns × 3.</summary>
    public static byte[] Blend(Radiograph radiograph, Plane<float> heatMap)
    {
        var grey = DisplayLookup(radiograph.Grey);
        var picture = new byte[radiograph.Rows * radiograph.Columns * 3];
        Parallel.For(0, radiograph.Rows, row =>
        {
            var source = radiograph.Grey.Row(row);
            var heat = heatMap.Row(row);
            var target = picture.AsSpan(row * source.Length * 3, source.Length * 3);
            for (var column = 0; column < source.Length; column++)
            {
                var shade = grey[source[column]];
                var level = (int)(Math.Clamp(heat[column], 0f, 1f) * (Levels - 1));
                var opacity = Opacities[level];
                for (var channel = 0; channel < 3; channel++)
                    target[(column * 3) + channel] = (byte)(((shade * (Levels - opacity)) + (ColourMap[(level * 3) + channel] * opacity)) / Levels);
            }
        });
        return picture;
    }

    private static byte[] MakeColours()
    {
        var ramp = Enumerable.Range(0, Levels).Select(level => (byte)level).ToArray();
        using var grey = Mat.FromArray(ramp);
        using var coloured = new Mat();
        Cv2.ApplyColorMap(grey, coloured, ColormapTypes.Inferno);
        coloured.GetArray(out Vec3b[] colours);
        return [.. colours.SelectMany(colour => new[] { colour.Item0, colour.Item1, colour.Item2 })];
    }

    /// <summary>Smooth in strength: weak activation leaves the bone's texture readable, strong activation covers it.</summary>
    private static int[] MakeOpacities() =>
    [
        .. Enumerable.Range(0, Levels)
            .Select(level => level / (double)(Levels - 1))
            .Select(strength => (int)(Opacity * Levels * strength * strength * (3 - (2 * strength)))),
    ];

    private static byte[] DisplayLookup(Plane<ushort> grey)
    {
        var counts = new int[ushort.MaxValue + 1];
        foreach (var value in grey.Values)
            counts[value]++;
        var tail = (long)(grey.Values.Length * DisplayTail);
        var (low, high) = (0, ushort.MaxValue);
        for (var passed = (long)counts[low]; passed <= tail; passed += counts[low])
            low++;
        for (var passed = (long)counts[high]; passed <= tail; passed += counts[high])
            high--;

        // Values below stay 0. Above the brightest value that is shown all are white, and no picture uses most of the range.
        var lookup = new byte[counts.Length];
        for (var value = low; value <= high; value++)
            lookup[value] = (byte)((value - low) * 255.0 / Math.Max(high - low, 1));
        lookup.AsSpan(high + 1).Fill(byte.MaxValue);
        return lookup;
    }
}
