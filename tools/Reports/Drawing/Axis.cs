using System.Globalization;

namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>One axis of a plot.</summary>
/// <param name="Title">What it shows, with its unit.</param>
/// <param name="Low">Value at its start.</param>
/// <param name="High">Value at its end.</param>
/// <param name="Ticks">Values that are marked.</param>
/// <param name="Format">Of the marks' numbers.</param>
internal sealed record Axis(string Title, double Low, double High, IReadOnlyList<double> Ticks, string Format)
{
    private const int WantedTicks = 5;
    private static readonly int[] RoundFactors = [1, 2, 5, 10];

    /// <summary>0 to 1 by fifths: shares and probabilities.</summary>
    public static Axis Share(string title) => new(title, 0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1], "0.0");

    /// <summary>0 to a whole number, marked at round values.</summary>
    public static Axis Count(string title, double most)
    {
        var step = RoundStep(most / WantedTicks);
        var high = Math.Max(step, Math.Ceiling(most / step) * step);
        return new Axis(title, 0, high, [.. Steps(0, high, step)], "0");
    }

    /// <summary>Counts upwards and downwards from 0, with the same step either way.</summary>
    public static Axis Mirrored(string title, double mostUp, double mostDown)
    {
        var step = RoundStep((mostUp + mostDown) / (WantedTicks + 1));
        double End(double most) => Math.Max(step, Math.Ceiling(most / step) * step);
        return new Axis(title, -End(mostDown), End(mostUp), [.. Steps(-End(mostDown), End(mostUp), step)], "0;0;0");
    }

    /// <summary>From 0 to a length of time.</summary>
    public static Axis Years(string title, double most)
    {
        var step = most <= 3 ? 0.5 : Math.Max(1, RoundStep(most / WantedTicks));
        var high = Math.Max(step, Math.Ceiling((most / step) - 1e-9) * step);
        return new Axis(title, 0, high, [.. Steps(0, high, step)], step < 1 ? "0.0" : "0");
    }

    public string Mark(double value) => value.ToString(Format, CultureInfo.InvariantCulture).Replace('-', '−');

    private static IEnumerable<double> Steps(double low, double high, double step)
    {
        for (var index = 0; low + (index * step) <= high + (step / 1000); index++)
            yield return low + (index * step);
    }

    private static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(least, 1))));
        return RoundFactors.Select(factor => factor * power).First(step => step >= least || step >= 10 * power);
    }
}
