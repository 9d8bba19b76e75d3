using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Models;

/// <summary>An ONNX graph under construction. Nodes are added in the order in which they are computed.</summary>
public sealed class OnnxGraph(string name)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _tensors = [];
    private readonly List<(string Name, int[] Shape)> _inputs = [];
    private readonly List<(string Name, int[] Shape)> _outputs = [];
    private readonly HashSet<string> _names = [];

    public string Name { get; } = name;

    internal IReadOnlyList<OnnxNode> Nodes => _nodes;

    internal IReadOnlyList<OnnxTensor> Tensors => _tensors;

    internal IReadOnlyList<(string Name, int[] Shape)> Inputs => _inputs;

    internal IReadOnlyList<(string Name, int[] Shape)> Outputs => _outputs;

    /// <summary>An input of single precision.</summary>
    public string Input(string value, params int[] shape)
    {
        _inputs.Add((Fresh(value), shape));
        return value;
    }

    /// <summary>Makes a value computed by a node an output of single precision.</summary>
    public void Output(string value, params int[] shape) => _outputs.Add((value, shape));

    /// <summary>A constant whose values are made when the graph is written.</summary>
    public string Constant(string value, int[] shape, Func<float[]> values)
    {
        var length = 4 * shape.Aggregate(1L, (product, side) => product * side);
        _tensors.Add(new OnnxTensor(Fresh(value), OnnxElement.Single, shape, length, () => MemoryMarshal.AsBytes(values().AsSpan()).ToArray()));
        return value;
    }

    /// <summary>A constant list of integers, as shapes and axes are given.</summary>
    public string Constant(string value, params long[] values)
    {
        _tensors.Add(new OnnxTensor(
            Fresh(value), OnnxElement.Integer, [values.Length], 8L * values.Length, () => MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
        return value;
    }

    /// <summary>Adds a node with one output, which gives the node its name.</summary>
    /// <returns>The output.</returns>
    internal string Node(string operation, string output, string[] inputs, params OnnxAttribute[] attributes)
        => NodeWithOutputs(operation, [output], inputs, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    internal string[] NodeWithOutputs(string operation, string[] outputs, string[] inputs, params OnnxAttribute[] attributes)
    {
        foreach (var output in outputs)
            Fresh(output);
        _nodes.Add(new OnnxNode(operation, inputs, outputs, attributes));
        return outputs;
    }

    private string Fresh(string value)
        => _names.Add(value) ? value : throw new ArgumentException($"the graph already has a value {value}", nameof(value));
}
