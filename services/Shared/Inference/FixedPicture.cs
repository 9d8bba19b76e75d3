namespace AxSpA.Cloud.Inference;

/// <summary>A picture that is the same in every run, to try a network on.</summary>
public static class FixedPicture
{
    /// <summary>Rows × columns values, row after row.</summary>
    public static float[] Create(int rows, int columns)
    {
        var picture = new float[checked(rows * columns)];
        Fill(picture);
        return picture;
    }

    /// <summary>A saw tooth within -1..1: neither constant nor periodic in a row.</summary>
    internal static void Fill(Span<float> input)
    {
        for (var index = 0; index < input.Length; index++)
            input[index] = (index % 509 / 254f) - 1f;
    }

    internal static void RequireFinite(ModelCard card, string output, ReadOnlySpan<float> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (!float.IsFinite(values[index]))
                throw new ModelRefusedException($"output {output}", "finite values on a fixed picture", $"{values[index]} at {index}", card.Name);
        }
    }
}
