using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>How a trained classifier does on the validation pictures as the services feed them.</summary>
/// <param name="Score">Threshold-free figures, and those of the larger logit.</param>
/// <param name="Decision">Cut-off of the highest balanced accuracy.</param>
/// <param name="Cases">Truth and probability of each.</param>
/// <param name="BestEpoch">Epoch whose weights were kept, from 1 over all phases.</param>
public sealed record ClassifierOutcome(ValidationScore Score, DecisionRule Decision, IReadOnlyList<ScoredCase> Cases, int BestEpoch)
{
    /// <summary>Answers at the cut-off.</summary>
    public ConfusionMatrix AtCutoff => ConfusionMatrix.At(Decision.Cutoff, [.. Cases]);

    /// <summary>For the model card.</summary>
    public IReadOnlyDictionary<string, double> Metrics
    {
        get
        {
            var matrix = AtCutoff;
            return new Dictionary<string, double>
            {
                ["auc"] = Score.Auc,
                ["loss"] = Score.Loss,
                ["balancedAccuracy"] = matrix.BalancedAccuracy!.Value,
                ["sensitivity"] = matrix.Sensitivity!.Value,
                ["specificity"] = matrix.Specificity!.Value,
                ["matthewsCorrelation"] = matrix.MatthewsCorrelation ?? 0,
            };
        }
    }
}
