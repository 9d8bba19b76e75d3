namespace AxSpA.Cloud.Training.Search;

/// <summary>Hyper-parameters of one trial.</summary>
/// <param name="Width">Channels of the trunk's first convolution.</param>
/// <param name="HeadRate">Largest learning rate of the head alone.</param>
/// <param name="Rate">Largest learning rate of all layers.</param>
/// <param name="WeightDecay">Of AdamW.</param>
/// <param name="Dropout">In the head.</param>
/// <param name="LabelSmoothing">ε.</param>
/// <param name="MixupAlpha">α; 0 is none.</param>
/// <param name="RateDecay">Learning rate of a layer group as a share of the one behind it.</param>
public sealed record TrialValues(
    int Width, double HeadRate, double Rate, double WeightDecay, double Dropout, double LabelSmoothing, double MixupAlpha, double RateDecay);
