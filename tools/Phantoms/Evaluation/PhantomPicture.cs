using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>The pixels of a case: the radiograph as the pipeline reads it, and what is true of every pixel.</summary>
/// <param name="SpacingMm">Distance of two rows' centres; null where the file does not say.</param>
public sealed record PhantomPicture(Radiograph Radiograph, double? SpacingMm, Plane<byte> Labels, PhantomMasks Masks);
