using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Export;

internal static class Difference
{
    public static float Largest(ReadOnlySpan<float> found, ReadOnlySpan<float> expected)
    {
        found.Length.ShouldBe(expected.Length);
        var largest = 0f;
        for (var index = 0; index < found.Length; index++)
            largest = Math.Max(largest, Math.Abs(found[index] - expected[index]));
        return largest;
    }
}
