using System.Globalization;
using System.Text;
using AxSpA.Cloud.Reports.Plots;

namespace AxSpA.Cloud.Training.Runs;

/// <summary><c>metrics.csv</c>: a row an epoch. Written anew each time from the state, so that a killed run leaves no row twice.</summary>
internal static class MetricsFile
{
    public static void Write(string path, IReadOnlyList<EpochRecord> epochs)
    {
        var names = epochs.SelectMany(epoch => epoch.Metrics.Select(metric => metric.Name)).Distinct().ToList();
        var text = new StringBuilder($"phase,epoch,learning_rate,train_loss,validation_loss,{string.Concat(names.Select(name => $"{name},"))}score,best,seconds\n");
        foreach (var epoch in epochs)
        {
            string[] cells =
            [
                epoch.Phase,
                Number(epoch.Epoch),
                Number(epoch.Rate),
                Number(epoch.TrainingLoss),
                Number(epoch.ValidationLoss),
                .. names.Select(name => epoch.Metrics.FirstOrDefault(metric => metric.Name == name) is { } metric ? Number(metric.Value) : ""),
                Number(epoch.Score),
                epoch.IsBest ? "1" : "0",
                Number(epoch.Seconds),
            ];
            text.Append(string.Join(',', cells)).Append('\n');
        }

        AtomicFile.Write(path, text.ToString());
    }

    public static CurvePoint ToPoint(EpochRecord epoch)
        => new(epoch.TrainingLoss, epoch.ValidationLoss, epoch.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value), epoch.IsBest);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
