namespace AxSpA.Cloud.Training.Classification;

/// <summary>One picture size of the regime: the head alone, then all layers.</summary>
/// <param name="Size">Rows and columns of the pictures.</param>
/// <param name="Batch">Pictures a step.</param>
/// <param name="HeadEpochs">Epochs of the head alone; 0 leaves the phase out.</param>
/// <param name="HeadRate">Largest learning rate of the head alone.</param>
/// <param name="Epochs">Epochs of all layers; 0 leaves the phase out.</param>
/// <param name="Rate">Largest learning rate of the head while all layers are trained; the groups behind it have less (<see cref="GroupRates"/>).</param>
public sealed record ClassifierStage(PictureSize Size, int Batch, int HeadEpochs, double HeadRate, int Epochs, double Rate);
