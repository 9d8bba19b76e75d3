using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Draws from the beta distribution as a quotient of gamma draws.</summary>
internal static class BetaDraw
{
    /// <summary>From Beta(α, α), 0..1.</summary>
    public static double Symmetric(double alpha, ref Draw chance)
    {
        var (first, second) = (Gamma(alpha, ref chance), Gamma(alpha, ref chance));
        // Both can vanish where α is tiny: the distribution then sits at its two ends.
        return first + second > 0 ? first / (first + second) : chance.Below(2);
    }

    /// <summary>Marsaglia and Tsang, ACM TOMS 2000;26:363: shape above 1 by rejection, below 1 by their power of a uniform draw.</summary>
    private static double Gamma(double shape, ref Draw chance)
    {
        if (shape < 1)
            return Gamma(shape + 1, ref chance) * Math.Pow(1 - chance.Next(), 1 / shape);
        var d = shape - (1 / 3.0);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = Normal(ref chance);
            var cube = Math.Pow(1 + (c * normal), 3);
            if (cube > 0 && Math.Log(1 - chance.Next()) < (0.5 * normal * normal) + d - (d * cube) + (d * Math.Log(cube)))
                return d * cube;
        }
    }

    private static double Normal(ref Draw chance)
        => Math.Sqrt(-2 * Math.Log(1 - chance.Next())) * Math.Cos(2 * Math.PI * chance.Next());
}
