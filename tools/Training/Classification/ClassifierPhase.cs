namespace AxSpA.Cloud.Training.Classification;

/// <summary>A run of epochs with one size, one part of the network, one rate schedule: optimiser and one-cycle begin anew with each.</summary>
/// <param name="Number">From 0, in order of training.</param>
/// <param name="Size">Rows and columns of the pictures.</param>
/// <param name="Batch">Pictures a step.</param>
/// <param name="Part">What is trained.</param>
/// <param name="Epochs">At least 1.</param>
/// <param name="Rate">Largest learning rate of the head.</param>
public sealed record ClassifierPhase(int Number, PictureSize Size, int Batch, TrainedPart Part, int Epochs, double Rate)
{
    /// <summary>As it stands in metrics and on the screen: <c>416x628 all</c>.</summary>
    public string Name => $"{Size} {(Part == TrainedPart.Head ? "head" : "all")}";
}
