namespace AxSpA.Cloud.Models;

/// <summary>A constant of a graph. Its bytes are made when the graph is written, so that one tensor at a time is in memory.</summary>
internal sealed record OnnxTensor(string Name, OnnxElement Element, IReadOnlyList<int> Shape, long Length, Func<byte[]> Bytes);
