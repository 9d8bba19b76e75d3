using AxSpA.Cloud.Training.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>AdamW under a one-cycle schedule, a batch taken whole or in parts.</summary>
internal static class Optimisation
{
    public static OptimizerHelper Make(IReadOnlyList<RateGroup> groups, OneCycle schedule, double weightDecay)
    {
        var optimiser = optim.AdamW(
            groups.Select(group => new AdamW.ParamGroup(group.Parameters, schedule.Rate(0) * group.RateFactor, schedule.Beta1(0), weight_decay: weightDecay)),
            schedule.Rate(0),
            weight_decay: weightDecay);
        return optimiser;
    }

    /// <summary>Sets rates and beta1 to those of a step.</summary>
    public static void Set(OptimizerHelper optimiser, IReadOnlyList<RateGroup> groups, OneCycle schedule, long step)
    {
        foreach (var (own, group) in optimiser.ParamGroups.Zip(groups))
        {
            own.LearningRate = schedule.Rate(step) * group.RateFactor;
            ((AdamW.ParamGroup)own).Options.beta1 = schedule.Beta1(step);
        }
    }

    /// <summary>One optimiser step over the parts of a batch; each part's mean loss counts by its share of the batch.</summary>
    /// <returns>Mean loss of the batch.</returns>
    /// <exception cref="TrainingRefusedException">It is not finite; no parameter has changed.</exception>
    public static double Step(OptimizerHelper optimiser, IEnumerable<TrainingBatch> parts, Func<TrainingBatch, Tensor> loss, string place)
    {
        optimiser.zero_grad();
        var sum = 0.0;
        foreach (var part in parts)
        {
            using var scope = NewDisposeScope();
            random.manual_seed(part.TorchSeed);
            var share = (double)part.Count / part.Indices.Count;
            var mean = loss(part) * share;
            sum += mean.item<float>();
            if (!double.IsFinite(sum))
                throw NotFinite(place, sum);
            mean.backward();
        }

        optimiser.step();
        return sum;
    }

    public static TrainingRefusedException NotFinite(string place, double loss) => new LossNotFiniteException(place, loss);
}
