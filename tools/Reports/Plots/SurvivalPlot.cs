using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Statistics.Survival;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>Share still non-radiographic by years from baseline, flagged and unflagged on one another.</summary>
internal static class SurvivalPlot
{
    /// <summary>On visit times, with pointwise intervals.</summary>
    public static XElement KaplanMeier(string title, GroupSurvival flagged, GroupSurvival unflagged) => Of(title, flagged, unflagged, (canvas, frame, group, series) =>
    {
        var steps = group.KaplanMeier;
        canvas.Area(
            [
                .. Stairs(frame, group, steps.Where(step => step.High is not null).Select(step => (step.Time, step.High!.Value))),
                .. Stairs(frame, group, steps.Where(step => step.Low is not null).Select(step => (step.Time, step.Low!.Value))).Reverse(),
            ],
            Palette.Colour(series),
            0.12);
        canvas.Path(Stairs(frame, group, steps.Select(step => (step.Time, step.Survival))), Palette.Colour(series), 1.8, Palette.Dash(series));
    });

    /// <summary>Of intervals between visits: within a shaded box the data do not say when the share falls.</summary>
    public static XElement Turnbull(string title, GroupSurvival flagged, GroupSurvival unflagged) => Of(title, flagged, unflagged, (canvas, frame, group, series) =>
    {
        var (time, survival) = (0.0, 1.0);
        foreach (var mass in group.Turnbull.Where(mass => double.IsFinite(mass.Until)))
        {
            canvas.Path([frame.At(time, survival), frame.At(mass.After, survival)], Palette.Colour(series), 1.8, Palette.Dash(series));
            canvas.Rectangle(frame.X(mass.After), frame.Y(survival), frame.X(mass.Until) - frame.X(mass.After), frame.Y(mass.Survival) - frame.Y(survival), Palette.Colour(series), opacity: 0.18);
            // The curve runs somewhere between falling at once and falling at the end.
            canvas.Path([frame.At(mass.After, survival), frame.At(mass.Until, survival), frame.At(mass.Until, mass.Survival)], Palette.Colour(series), 0.9, Palette.Dash(series));
            canvas.Path([frame.At(mass.After, survival), frame.At(mass.After, mass.Survival), frame.At(mass.Until, mass.Survival)], Palette.Colour(series), 0.9, Palette.Dash(series));
            (time, survival) = (mass.Until, mass.Survival);
        }

        canvas.Path([frame.At(time, survival), frame.At(Math.Max(time, group.LongestYears), survival)], Palette.Colour(series), 1.8, Palette.Dash(series));
    });

    private static XElement Of(string title, GroupSurvival flagged, GroupSurvival unflagged, Action<Canvas, PlotFrame, GroupSurvival, int> draw)
    {
        var canvas = new Canvas(440, 336, title);
        canvas.Text(52, 18, title, size: 13, bold: true);
        var longest = Math.Max(Math.Max(flagged.LongestYears, unflagged.LongestYears), 0.5);
        var frame = new PlotFrame(canvas, Axis.Years("years from baseline", longest), Axis.Share("share still non-radiographic"), 52, 48, 376, 240);
        frame.Grid();
        draw(canvas, frame, unflagged, 0);
        draw(canvas, frame, flagged, 1);
        frame.Axes();
        Legend.Row(
            canvas,
            52,
            36,
            ($"unflagged: {unflagged.Events} of {unflagged.Subjects}", Palette.Colour(0), Palette.Dash(0), false),
            ($"flagged: {flagged.Events} of {flagged.Subjects}", Palette.Colour(1), Palette.Dash(1), false));
        return canvas.Drawing;
    }

    private static IEnumerable<(double X, double Y)> Stairs(PlotFrame frame, GroupSurvival group, IEnumerable<(double Time, double Survival)> steps)
    {
        var survival = 1.0;
        var end = 0.0;
        yield return frame.At(0, 1);
        foreach (var (time, next) in steps)
        {
            yield return frame.At(time, survival);
            yield return frame.At(time, next);
            (survival, end) = (next, time);
        }

        yield return frame.At(Math.Max(end, group.LongestYears), survival);
    }
}
