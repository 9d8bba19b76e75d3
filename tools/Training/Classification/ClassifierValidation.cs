using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Training.Runs;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Runs a network over the validation pictures.</summary>
/// <param name="Data">Its validation part is read.</param>
/// <param name="Network">In evaluation mode.</param>
/// <param name="Device">Where the network is.</param>
/// <param name="Batch">Pictures at a time.</param>
public sealed record ClassifierValidation(ClassifierData Data, nn.Module<Tensor, Tensor> Network, Device Device, int Batch)
{
    /// <summary>
    /// Weight of the loss among equal Matthews correlations, of which a small validation set knows few: far below the smallest step between two of them, so
    /// that it decides between equals alone.
    /// </summary>
    private const double TieBreak = 1e-7;

    /// <summary>Scores as the run keeps them.</summary>
    public Validation Validate(SizedPicture sized)
    {
        var score = ValidationScore.Of(Cases(sized));
        return new Validation(
            score.Loss,
            score.Matthews - (TieBreak * Math.Min(score.Loss, 100)),
            [new Metric("matthews", score.Matthews), new Metric("auc", score.Auc), new Metric("balanced_accuracy", score.BalancedAccuracy)]);
    }

    /// <summary>Truth and softmax probability of r-axSpA of every validation picture.</summary>
    /// <exception cref="LossNotFiniteException">A logit is not finite.</exception>
    public ScoredCase[] Cases(SizedPicture sized)
    {
        var cases = new ScoredCase[Data.Validation.Count];
        foreach (var places in Enumerable.Range(0, cases.Length).Chunk(Batch))
        {
            using var scope = NewDisposeScope();
            var pictures = Data.ValidationPictures(places, sized).to(Device);
            var probabilities = Network.call(pictures).to(ScalarType.Float64).softmax(1).cpu().data<double>().ToArray();
            for (var index = 0; index < places.Length; index++)
            {
                var probability = probabilities[(2 * index) + 1];
                if (!double.IsFinite(probability))
                    throw new LossNotFiniteException($"{sized.Size}, validation", probability);
                cases[places[index]] = new ScoredCase(Data.Validation[places[index]].Positive == true, probability);
            }
        }

        return cases;
    }
}
