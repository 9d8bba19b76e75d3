namespace AxSpA.Cloud.Training.Classification;

/// <summary>Discriminative learning rates: layers near the input, which change least between tasks, learn slowest.</summary>
public static class GroupRates
{
    /// <summary>Factors of the largest rate from the head backwards: 1, decay, decay² …</summary>
    public static IReadOnlyList<double> Factors(int groups, double decay)
        => [.. Enumerable.Range(0, groups).Select(group => Math.Pow(decay, group))];
}
