namespace AxSpA.Cloud.Inference;

/// <summary>A picture that is the same in every run, to try a network on.</summary>
internal static class FixedPicture
{
    /// <summary>A saw tooth within -1..1: neither constant nor periodic in a row.</summary>
    public static void Fill(Span<float> input)
    {
        for (var index = 0; index < input.Length; index++)
            input[index] = (index % 509 / 254f) - 1f;
    }

    public static void RequireFinite(ModelCard card, string output, ReadOnlySpan<float> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (!float.IsFinite(values[index]))
                throw new ModelRefusedException($"output {output}", "finite values on a fixed picture", $"{values[index]} at {index}", card.Name);
        }
    }
}
