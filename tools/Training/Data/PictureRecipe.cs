using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Data;

/// <summary>Makes what a training keeps of a radiograph, as bytes of its own layout.</summary>
/// <param name="radiograph">Canonical and upright.</param>
/// <param name="labels">Of the same size; null where the training needs none.</param>
/// <returns>Null where the radiograph is to be left out, which is counted, not refused.</returns>
/// <exception cref="InvalidDataException">The radiograph can't be trained on; it is listed among the mistakes.</exception>
public delegate byte[]? PictureRecipe(Radiograph radiograph, Plane<byte>? labels);
