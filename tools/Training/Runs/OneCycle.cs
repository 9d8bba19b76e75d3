namespace AxSpA.Cloud.Training.Runs;

/// <summary>The one-cycle schedule in closed form: rate and first moment's decay of a step follow from its number, so a resumed run needs no scheduler's state.</summary>
/// <remarks>
/// Smith and Topin 2017 as PyTorch's <c>OneCycleLR</c> computes it: cosine, 30 % rising, start at 1/25 of the highest rate, end at 1e-4 of the start, beta1 falling from 0.95 to 0.85
/// and back. TorchSharp 0.107's own confuses parameter groups with the schedule's parts (the second group never falls) and can't be set to a step.
/// </remarks>
/// <param name="steps">Optimiser steps in all.</param>
/// <param name="maxRate">Highest rate.</param>
public sealed class OneCycle(long steps, double maxRate)
{
    private const double RisingShare = 0.3;
    private const double StartDivisor = 25;
    private const double EndDivisor = 1e4;
    private const double LowMoment = 0.85;
    private const double HighMoment = 0.95;

    public long Steps { get; } = steps >= 1 ? steps : throw new ArgumentOutOfRangeException(nameof(steps), steps, "at least 1");

    /// <summary>Learning rate of step <paramref name="step"/>, counted from 0.</summary>
    public double Rate(long step)
    {
        var start = maxRate / StartDivisor;
        return Part(step, out var rising) is var done && rising ? Cosine(start, maxRate, done) : Cosine(maxRate, start / EndDivisor, done);
    }

    /// <summary>Decay of the first moment of step <paramref name="step"/>.</summary>
    public double Beta1(long step)
        => Part(step, out var rising) is var done && rising ? Cosine(HighMoment, LowMoment, done) : Cosine(LowMoment, HighMoment, done);

    private double Part(long step, out bool rising)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, Steps);
        var top = (RisingShare * Steps) - 1;
        rising = step <= top;
        // With very few steps there is no rise: the cycle starts at its top.
        return rising ? (top > 0 ? step / top : 1) : (step - Math.Max(top, 0)) / Math.Max(1, Steps - 1 - Math.Max(top, 0));
    }

    private static double Cosine(double from, double to, double done) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * done)));
}
