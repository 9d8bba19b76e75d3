namespace AxSpA.Cloud.Training.Classification;

/// <summary>No picture for the classifier can be made of a radiograph: the service would reject it too.</summary>
public sealed class PictureRefusedException(string message) : Exception(message);
