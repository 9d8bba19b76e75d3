using AxSpA.Cloud.Reports.Drawing;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>Loss and metrics of a training by epoch, one above the other.</summary>
public static class LearningCurves
{
    private const double Left = 56;
    private const double Width = 560;
    private const double Height = 200;
    private static readonly double[] RoundSteps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    public static Figure Of(IReadOnlyList<CurvePoint> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        var canvas = new Canvas(Left + Width + 20, 2 * (Height + 84), "Learning curves");
        string[] metrics = [.. epochs.SelectMany(epoch => epoch.Metrics.Keys).Distinct()];
        var across = Axis.Count("epoch", Math.Max(epochs.Count, 1));
        Panel(canvas, new PlotFrame(canvas, across, Losses(epochs), Left, 40, Width, Height), "loss",
        [
            ("training", [.. epochs.Select(epoch => (double?)epoch.TrainingLoss)]),
            ("validation", [.. epochs.Select(epoch => (double?)epoch.ValidationLoss)]),
        ]);
        var frame = new PlotFrame(canvas, across, Axis.Share("value"), Left, Height + 124, Width, Height);
        Panel(canvas, frame, "validation metrics; a dot marks the best epoch", [.. metrics.Select(name => (name, epochs.Select(epoch => Value(epoch, name)).ToArray()))]);
        var best = epochs.ToList().FindLastIndex(epoch => epoch.IsBest);
        for (var series = 0; best >= 0 && series < metrics.Length; series++)
        {
            if (Value(epochs[best], metrics[series]) is { } value)
                canvas.Dot(frame.X(best + 1), frame.Y(value), 3.2, Palette.Colour(series), "#ffffff");
        }

        return new Figure("curves", "Loss of training and validation, and metrics on validation, by epoch.", canvas.Drawing, Wide: true);
    }

    private static void Panel(Canvas canvas, PlotFrame frame, string title, IReadOnlyList<(string Name, double?[] Values)> series)
    {
        frame.Grid();
        for (var index = 0; index < series.Count; index++)
        {
            var points = series[index].Values.Select((value, epoch) => (value, epoch)).Where(point => point.value is not null).Select(point => frame.At(point.epoch + 1, point.value!.Value));
            canvas.Path(points, Palette.Colour(index), 1.6, Palette.Dash(index));
        }

        frame.Axes();
        canvas.Text(frame.Left, frame.Top - 22, title, bold: true);
        Legend.Row(canvas, frame.Left, frame.Top - 7, [.. series.Select((one, index) => (one.Name, Palette.Colour(index), Palette.Dash(index), false))]);
    }

    private static double? Value(CurvePoint epoch, string name) => epoch.Metrics.TryGetValue(name, out var value) ? Math.Clamp(value, 0, 1) : null;

    /// <summary>From 0 to the largest of all losses.</summary>
    private static Axis Losses(IReadOnlyList<CurvePoint> epochs)
    {
        var most = epochs.Count == 0 ? 1 : epochs.Max(epoch => Math.Max(epoch.TrainingLoss, epoch.ValidationLoss));
        var step = RoundSteps.FirstOrDefault(step => step * 5 >= most, most / 5);
        var count = Math.Max(1, (int)Math.Ceiling((most / step) - 1e-9));
        return new Axis("loss", 0, count * step, [.. Enumerable.Range(0, count + 1).Select(index => index * step)], step < 0.1 ? "0.00" : "0.0");
    }
}
