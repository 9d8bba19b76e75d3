using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Segmentation;

/// <summary>What is trained on, where it goes, and how it is carried out.</summary>
/// <param name="Tables">Paths of training tables.</param>
/// <param name="Folder">Run folder.</param>
/// <param name="Models">Model folder that takes the result.</param>
/// <param name="Synthetic">The images are phantoms, though no table says so.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Options">Seed and the like.</param>
internal sealed record SegmenterTrainingCall(
    IReadOnlyList<string> Tables, string Folder, string Models, bool Synthetic, string Device, RunOptions Options);
