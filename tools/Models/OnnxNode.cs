namespace AxSpA.Cloud.Models;

/// <summary>One operation of a graph.</summary>
internal sealed record OnnxNode(string Operation, string[] Inputs, string[] Outputs, OnnxAttribute[] Attributes);
