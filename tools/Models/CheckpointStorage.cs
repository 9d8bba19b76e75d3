namespace AxSpA.Cloud.Models;

/// <summary>A run of values in the archive, not yet read.</summary>
/// <param name="Archive">Where it lies.</param>
/// <param name="Key">Name of its entry, <c>data/&lt;key&gt;</c>.</param>
/// <param name="Type">Type of a value.</param>
/// <param name="Count">Number of values that the pickle says it holds.</param>
internal sealed record CheckpointStorage(CheckpointArchive Archive, string Key, TensorType Type, long Count);
