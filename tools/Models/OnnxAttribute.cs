namespace AxSpA.Cloud.Models;

/// <summary>An attribute of an ONNX node: a number, a list of integers or a text.</summary>
internal sealed record OnnxAttribute(string Name)
{
    public long? Integer { get; private init; }

    public float? Number { get; private init; }

    public IReadOnlyList<long>? Integers { get; private init; }

    public string? Text { get; private init; }

    public static OnnxAttribute Of(string name, long value) => new(name) { Integer = value };

    public static OnnxAttribute Of(string name, float value) => new(name) { Number = value };

    public static OnnxAttribute Of(string name, string value) => new(name) { Text = value };

    public static OnnxAttribute Of(string name, params long[] values) => new(name) { Integers = values };
}
