namespace AxSpA.Cloud.Training.Classification;

/// <summary>A prepared picture of the cache, with its class.</summary>
/// <param name="Key">Name in the <see cref="PictureStore"/>.</param>
/// <param name="Positive">Definite radiographic sacroiliitis.</param>
public sealed record TrainingPicture(string Key, bool Positive);
