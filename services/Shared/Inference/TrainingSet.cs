namespace AxSpA.Cloud.Inference;

/// <summary>The images on one side of the split by subject.</summary>
/// <param name="Images">Number of radiographs.</param>
/// <param name="Subjects">Number of subjects they are of.</param>
/// <param name="Prevalence">Share of r-axSpA among the radiographs; none where the classes are unknown, as to a segmenter.</param>
public sealed record TrainingSet(int Images, int Subjects, double? Prevalence = null);
