namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A case and the way to its pixels, which are read when it is their turn.</summary>
/// <param name="Load">Throws <see cref="InvalidDataException"/> where a file is missing or not what it should be.</param>
public sealed record CohortCase(PhantomCase Case, Func<PhantomPicture> Load);
