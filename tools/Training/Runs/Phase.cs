using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>A stretch of training under one one-cycle schedule. It begins with the best weights of the run so far.</summary>
public sealed record Phase
{
    public required string Name { get; init; }

    public required int Epochs { get; init; }

    /// <summary>Cases of the training part.</summary>
    public required int Cases { get; init; }

    /// <summary>Cases a step: the effective batch, however it is cut into parts.</summary>
    public required int Batch { get; init; }

    public required double MaxRate { get; init; }

    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Leave out the last batch of an epoch where it isn't full: batch normalisation can't do with one case. At least one must be full.</summary>
    public bool OnlyFullBatches { get; init; }

    /// <summary>Forget the best score at the start: scores of this phase are not comparable with those before.</summary>
    public bool ForgetsBest { get; init; }

    /// <summary>Made at the phase's start, after the weights are in place; sets which parameters take gradients.</summary>
    public required Func<IReadOnlyList<RateGroup>> Groups { get; init; }

    /// <summary>Mean loss over the cases of a part.</summary>
    public required Func<TrainingBatch, Tensor> Loss { get; init; }

    /// <summary>Leaves the network in any mode.</summary>
    public required Func<Validation> Validate { get; init; }

    /// <summary>Steps an epoch before any limit.</summary>
    public int StepsPerEpoch => OnlyFullBatches ? Cases / Batch : (Cases + Batch - 1) / Batch;
}
