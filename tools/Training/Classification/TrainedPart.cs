namespace AxSpA.Cloud.Training.Classification;

/// <summary>What of the network a phase trains.</summary>
public enum TrainedPart
{
    /// <summary>
    /// The head; convolutions and normalisations of the trunk keep their parameters (no gradient), while batch normalisation goes on using and collecting
    /// each batch's statistics: what PyTorch does with <c>requires_grad = False</c> in a network in training mode.
    /// </summary>
    Head,

    /// <summary>Every layer.</summary>
    All,
}
