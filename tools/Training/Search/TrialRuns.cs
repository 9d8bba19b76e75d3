using System.Diagnostics;
using System.Globalization;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Runs;
using TorchSharp;

namespace AxSpA.Cloud.Training.Search;

/// <summary>Trains trials, each in a run folder of its own.</summary>
/// <param name="folder">The search's folder.</param>
/// <param name="schedule">Sizes, epochs and batches; the rest is drawn.</param>
/// <param name="settings">Of the run, the same for all.</param>
/// <param name="data">The same for all.</param>
/// <param name="options">Seed and the like.</param>
/// <param name="device">To train on.</param>
/// <param name="console">Gets a line an epoch.</param>
public sealed class TrialRuns(
    string folder,
    ClassifierRegime schedule,
    IReadOnlyDictionary<string, string> settings,
    ClassifierData data,
    RunOptions options,
    torch.Device device,
    TrainingConsole console)
{
    /// <summary>Trains what a trial's folder doesn't hold yet.</summary>
    public TrialResult Train(int trial, TrialValues values, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(values);
        console.Line($"trial {trial}: {values}");
        var watch = Stopwatch.StartNew();
        var regime = Regime(values);
        using var run = RunFolder.Open(FolderOf(trial), new Dictionary<string, string>(settings.Concat(regime.Settings)));
        run.Bind(data.Digest);
        try
        {
            var (network, outcome) = new ClassifierTraining(regime, data, options, device, ImageNet: null).Run(run, console, cancellation);
            network.Dispose();
            return new TrialResult(trial, values, outcome.Score, watch.Elapsed.TotalSeconds);
        }
        catch (LossNotFiniteException refusal)
        {
            console.Line($"trial {trial}: {refusal.Message}");
            return new TrialResult(trial, values, null, watch.Elapsed.TotalSeconds);
        }
    }

    /// <summary>Deletes the weights of finished trials: their curves and figures are what a search is for.</summary>
    public void DropStates(TrialTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var state in table.Results.Select(result => Path.Combine(FolderOf(result.Trial), "state")).Where(Directory.Exists))
            Directory.Delete(state, recursive: true);
    }

    private ClassifierRegime Regime(TrialValues values) => schedule with
    {
        Width = values.Width,
        Stages = [.. schedule.Stages.Select(stage => stage with { HeadRate = values.HeadRate, Rate = values.Rate })],
        WeightDecay = values.WeightDecay,
        Dropout = values.Dropout,
        LabelSmoothing = values.LabelSmoothing,
        MixupAlpha = values.MixupAlpha,
        RateDecay = values.RateDecay,
    };

    private string FolderOf(int trial) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"trial-{trial:0000}"));
}
