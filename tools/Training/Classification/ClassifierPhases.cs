using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>The regime's phases as a run carries them out.</summary>
public static class ClassifierPhases
{
    public static IReadOnlyList<Phase> Of(ClassifierRegime regime, RunOptions options, ClassifierData data, SacroiliitisResNet network, Device device)
    {
        ArgumentNullException.ThrowIfNull(regime);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        var loss = new ClassifierLoss(data, network, device, regime);
        var phases = regime.Phases;
        return [.. phases.Select((phase, number) => new Phase
        {
            Name = phase.Name,
            Epochs = phase.Epochs,
            Cases = data.Training.Count,
            Batch = phase.Batch,
            MaxRate = phase.Rate,
            WeightDecay = regime.WeightDecay,
            OnlyFullBatches = LeavesOne(data.Training.Count, phase.Batch, options.MicroBatch),
            // Scores on pictures of another size are no measure: the best network of the size before is trained on whatever it scores at first.
            ForgetsBest = number > 0 && phases[number - 1].Size != phase.Size,
            Groups = () => Groups(network, phase.Part, regime.RateDecay),
            Loss = batch => loss.Of(batch, new SizedPicture(phase.Size, regime.Resize)),
            Validate = () => Validation(regime, options, data, network, device).Validate(new SizedPicture(phase.Size, regime.Resize)),
        })];
    }

    /// <summary>Validation in the run's own micro-batches, so that it needs no more memory than training.</summary>
    public static ClassifierValidation Validation(ClassifierRegime regime, RunOptions options, ClassifierData data, SacroiliitisResNet network, Device device)
    {
        ArgumentNullException.ThrowIfNull(regime);
        ArgumentNullException.ThrowIfNull(options);
        return new ClassifierValidation(data, network, device, options.MicroBatch ?? regime.Stages.Min(stage => stage.Batch));
    }

    /// <summary>Sets which parameters take gradients, and their rates.</summary>
    public static IReadOnlyList<RateGroup> Groups(SacroiliitisResNet network, TrainedPart part, double decay)
    {
        ArgumentNullException.ThrowIfNull(network);
        var groups = network.Groups;
        var trained = part == TrainedPart.Head ? 1 : groups.Count;
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var parameter in groups[group].Parameters)
                parameter.requires_grad = group < trained;
        }

        return [.. groups.Take(trained).Zip(GroupRates.Factors(trained, decay), (group, factor) => new RateGroup(group.Parameters, factor))];
    }

    /// <summary>Whether an epoch's last batch, or the last part of it, would be a single picture, which batch normalisation can't do with.</summary>
    private static bool LeavesOne(int cases, int batch, int? microBatch)
    {
        var last = cases % batch;
        return last == 1 || last % microBatch == 1;
    }
}
