using System.Globalization;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Data;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Native;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Segmentation;

/// <summary>A segmenter from tables of radiographs to a model folder.</summary>
internal sealed class SegmenterTraining(SegmenterRegime regime, SegmenterTrainingCall call, TrainingConsole console)
{
    private const DataNeeds Needs = DataNeeds.LabelMaps;

    /// <summary>Checks the data, trains what is left to train, and exports the best weights.</summary>
    /// <exception cref="TrainingRefusedException">The data, the folder or a loss is off.</exception>
    public StoredModel Run(CancellationToken cancellation = default)
    {
        var device = ComputeDevice.Select(call.Device);
        ModelExport.RequirePlace(ModelRole.Segmenter, call.Models);
        using var folder = RunFolder.Open(call.Folder, RunSettings.Of(regime.Describe(), call.Device, call.Options));
        var table = TrainingTable.Read(call.Tables, Needs);
        using var data = PreparedCases.Prepare(
            table, Needs, (radiograph, labels) => SegmentationPicture.Of(radiograph, labels!, regime.Scheme.GridSide), folder.CacheFolder, console, cancellation);
        folder.Bind(data.Digest);
        var split = SubjectSplit.Of(data.Cases, regime.ValidationShare, regime.Seed);
        Announce(data, split, device);

        using var network = new PelvisUNet(regime.Architecture.Width, regime.Seed);
        network.to(device);
        var run = new TrainingRun(folder, network, [PhaseOf(network, data, split, device)], call.Options, console);
        run.Run(cancellation);
        var model = ModelExport.Segmenter(network, regime.Scheme, Record(run.State, table, data, split, device), call.Models);
        Conclude(run.State.Best!, model);
        return model;
    }

    private Phase PhaseOf(PelvisUNet network, PreparedCases data, SubjectSplit split, Device device)
    {
        var loss = new SegmentationLoss(regime.DiceWeight, regime.CrossEntropyWeight);
        var validation = new SegmenterValidation(network, regime.Scheme, loss, device);
        return new Phase
        {
            Name = "segmenter",
            Epochs = regime.Epochs,
            Cases = split.Training.Count,
            Batch = regime.Batch,
            MaxRate = regime.MaxRate,
            WeightDecay = regime.WeightDecay,
            Groups = () => [new RateGroup([.. network.parameters()])],
            Loss = batch =>
            {
                var (images, labels) = Augmented(batch, index => data.Picture(split.Training[index]), device);
                return loss.Of(network.call(images), labels);
            },
            Validate = () => validation.Of(split.Validation.Select(data.Picture)),
        };
    }

    private (Tensor Images, Tensor Labels) Augmented(TrainingBatch batch, Func<int, byte[]> picture, Device device)
    {
        int[] part = [.. batch.Part];
        var (grey, labels) = SegmentationPicture.ToTensors([.. part.Select(picture)], regime.Scheme.GridSide, device);
        Augmentation[] drawn = [.. part.Select(index => Augmentation.From(batch.ForCase(index), regime.Scheme))];
        return Augmentation.Apply(grey, labels, drawn, [.. part.Select(batch.TorchSeedForCase)], regime.Scheme.Window);
    }

    private void Announce(PreparedCases data, SubjectSplit split, Device device)
    {
        console.Line($"{split.Describe(data.Cases)} (by subject, seed {regime.Seed})");
        console.Line($"label maps: {data.Layouts}; prepared pictures held {(data.InMemory ? "in memory" : "in the run folder")}; data digest {data.Digest[..12]}");
        console.Line(
            $"{regime.Architecture}, {(regime.Scheme.Kind == SchemeKind.SinglePass ? $"single pass over {regime.Scheme.GridSide}" : $"windows of {regime.Scheme.Window} from {regime.Scheme.GridSide}")}, "
            + RunSettings.Words(regime.Batch, call.Options, device));
    }

    private void Conclude(EpochRecord best, StoredModel model)
    {
        var dice = string.Join(", ", best.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {metric.Value:0.0000}")));
        console.Line($"best epoch {best.Epoch}: {dice}");
        console.Finished(model);
    }

    private TrainingRecord Record(RunState state, TrainingTable table, PreparedCases data, SubjectSplit split, Device device) => new()
    {
        DataFile = string.Join(", ", call.Tables.Select(Path.GetFileName)),
        DataSha256 = data.Digest,
        Synthetic = call.Synthetic || table.HasPhantoms,
        Train = SubjectSplit.Count(data.Cases, split.Training),
        Validation = SubjectSplit.Count(data.Cases, split.Validation),
        Regime = RunSettings.Of(regime.Describe(), call.Device, call.Options).ToDictionary(setting => setting.Key.TrimStart('-'), setting => setting.Value),
        Seed = regime.Seed,
        BestEpoch = state.BestEpoch!.Value,
        Metrics = state.Best!.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value),
        Tool = ModelExport.Tool(device),
    };
}
