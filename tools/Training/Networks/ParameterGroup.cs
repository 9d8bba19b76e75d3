using TorchSharp.Modules;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>Parameters that share a learning rate.</summary>
/// <param name="Name">Name of the layer, <c>head</c> for the last ones.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record ParameterGroup(string Name, IReadOnlyList<Parameter> Parameters);
