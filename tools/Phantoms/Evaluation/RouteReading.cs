using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A classifier's answer with its heat on the radiograph's grid, as the pipeline explains it: plain Grad-CAM of the class with the larger logit.</summary>
/// <param name="Seen">What of the radiograph the network saw.</param>
public sealed record RouteReading(double Probability, bool ExplainsPositive, Plane<float> Heat, PixelRectangle? Seen);
