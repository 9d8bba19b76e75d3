namespace AxSpA.Cloud.Phantoms.Chance;

/// <summary>Smooth random values along a line, sampled at <see cref="Samples"/> places from its beginning to its end.</summary>
internal static class LineNoise
{
    public const int Samples = 256;

    /// <summary>Normal values at <paramref name="knots"/> even places, joined smoothly.</summary>
    public static float[] Of(RandomSource chance, int knots)
    {
        var heights = new double[knots + 1];
        for (var index = 0; index < heights.Length; index++)
            heights[index] = chance.Normal();
        var values = new float[Samples];
        for (var sample = 0; sample < Samples; sample++)
        {
            var at = sample * (double)(knots - 1) / (Samples - 1);
            var knot = (int)at;
            var part = at - knot;
            part = part * part * (3 - (2 * part));
            values[sample] = (float)(heights[knot] + ((heights[knot + 1] - heights[knot]) * part));
        }

        return values;
    }

    /// <summary>0 up to <paramref name="from"/>, 1 from <paramref name="to"/> on, smooth between; falls where from lies behind to.</summary>
    public static float Smooth(float from, float to, float at)
    {
        var part = Math.Clamp((at - from) / (to - from), 0, 1);
        return part * part * (3 - (2 * part));
    }
}
