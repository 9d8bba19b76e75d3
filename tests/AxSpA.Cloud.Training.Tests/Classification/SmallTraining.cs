using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Classification;

/// <summary>The whole regime in little: two sizes, head and all layers at each, the narrowest network, a few drawn radiographs.</summary>
internal sealed class SmallTraining : IDisposable
{
    private readonly DrawnCohort _cohort = new(subjects: 16);

    public SmallTraining()
    {
        var source = new ClassifierSource([_cohort.Table], ModelRole.AnatomyAware, SegmenterFolder: null, ValidationShare: 0.3, Seed: 1);
        Data = source.Load(PictureLayout.Of(Regime), segmenter: null, Path.Combine(_cohort.Folder, "cache"), new TrainingConsole(TextWriter.Null), default);
    }

    public static ClassifierRegime Regime { get; } = new()
    {
        Width = 4,
        Stages =
        [
            new(new PictureSize(32, 48), Batch: 6, HeadEpochs: 2, HeadRate: 1e-2, Epochs: 2, Rate: 1e-3),
            new(new PictureSize(48, 64), Batch: 6, HeadEpochs: 1, HeadRate: 1e-2, Epochs: 2, Rate: 1e-3),
        ],
    };

    public static RunOptions Options { get; } = new(Seed: 3);

    public ClassifierData Data { get; }

    /// <summary>Trains in a sub-folder of the cohort's.</summary>
    public (SacroiliitisResNet Network, ClassifierOutcome Outcome) Run(string name, TextWriter output, CancellationToken cancellation)
    {
        using var folder = RunFolder.Open(Path.Combine(_cohort.Folder, name), Regime.Settings);
        folder.Bind(Data.Digest);
        return new ClassifierTraining(Regime, Data, Options, CPU, ImageNet: null).Run(folder, new TrainingConsole(output), cancellation);
    }

    /// <summary>The rows of metrics.csv, without the time they took.</summary>
    public string[] Curve(string name)
        => [.. File.ReadAllLines(Path.Combine(_cohort.Folder, name, "metrics.csv")).Select(line => line[..line.LastIndexOf(',')])];

    public void Dispose()
    {
        Data.Dispose();
        _cohort.Dispose();
    }
}
