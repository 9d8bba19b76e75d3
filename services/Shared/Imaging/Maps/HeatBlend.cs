using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>Lays a heat map over a radiograph in grey.</summary>
internal static class HeatBlend
{
    private const int Levels = 256;
    private const double Opacity = 0.8;
    private const double DisplayTail = 0.0005;

    /// <summary>Blue, green, red of every pixel, rows × columns × 3.</summary>
    public static byte[] Blend(Radiograph radiograph, Plane<float> heatMap)
    {
        var grey = DisplayLookup(radiograph.Grey);
        var (colours, opacities) = Palette();
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
                var opacity = opacities[level];
                for (var channel = 0; channel < 3; channel++)
                    target[(column * 3) + channel] = (byte)(((shade * (Levels - opacity)) + (colours[(level * 3) + channel] * opacity)) / Levels);
            }
        });
        return picture;
    }

    /// <summary>The colour map: dark violet over orange to pale yellow, lightness rising evenly.</summary>
    public static byte[] Colours()
    {
        var ramp = Enumerable.Range(0, Levels).Select(level => (byte)level).ToArray();
        using var grey = Mat.FromArray(ramp);
        using var coloured = new Mat();
        Cv2.ApplyColorMap(grey, coloured, ColormapTypes.Inferno);
        coloured.GetArray(out Vec3b[] colours);
        return [.. colours.SelectMany(colour => new[] { colour.Item0, colour.Item1, colour.Item2 })];
    }

    private static (byte[] Colours, int[] Opacities) Palette()
    {
        // Smooth in strength: weak activation leaves the bone's texture readable, strong activation covers it.
        var opacities = Enumerable.Range(0, Levels)
            .Select(level => level / (double)(Levels - 1))
            .Select(strength => (int)(Opacity * Levels * strength * strength * (3 - (2 * strength))))
            .ToArray();
        return (Colours(), opacities);
    }

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

        var lookup = new byte[counts.Length];
        for (var value = 0; value < lookup.Length; value++)
            lookup[value] = (byte)Math.Clamp((value - low) * 255.0 / Math.Max(high - low, 1), 0, 255);
        return lookup;
    }
}
