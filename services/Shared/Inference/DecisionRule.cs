namespace AxSpA.Cloud.Inference;

/// <summary>How a classifier's probability of r-axSpA is read.</summary>
/// <param name="Cutoff">Positive strictly above this probability; 0.59 anatomy-aware, 0.69 standard as published.</param>
/// <param name="ConfidentThreshold">Confident strictly above this probability; 0.70 as published. Never below the cut-off.</param>
public sealed record DecisionRule(double Cutoff, double ConfidentThreshold)
{
    public bool IsPositive(double probability) => probability > Cutoff;

    public bool IsConfident(double probability) => probability > ConfidentThreshold;
}
