using Google.Protobuf;

namespace AxSpA.Cloud.Models;

/// <summary>Writes a graph as an ONNX model file (protocol buffers, field numbers of onnx.proto). The same graph always gives the same bytes.</summary>
public static class OnnxGraphWriter
{
    private const int IrVersion = 8;
    private const int Opset = 17;
    private const string Producer = "AxSpA.Cloud";

    private static class Model
    {
        public const int IrVersion = 1;
        public const int Producer = 2;
        public const int Graph = 7;
        public const int OpsetImport = 8;
    }

    private static class Graph
    {
        public const int Node = 1;
        public const int Name = 2;
        public const int Initializer = 5;
        public const int Input = 11;
        public const int Output = 12;
    }

    private static class Tensor
    {
        public const int Dimensions = 1;
        public const int DataType = 2;
        public const int Name = 8;
        public const int RawData = 9;
    }

    private static class Node
    {
        public const int Input = 1;
        public const int Output = 2;
        public const int Name = 3;
        public const int Operation = 4;
        public const int Attribute = 5;
    }

    private static class Attribute
    {
        public const int Name = 1;
        public const int Number = 2;
        public const int Integer = 3;
        public const int Text = 4;
        public const int Integers = 8;
        public const int Type = 20;
    }

    /// <summary>Writes the model; constants are made and written one after another.</summary>
    public static void Write(OnnxGraph graph, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(stream);
        var head = Message(output =>
        {
            WriteInteger(output, Model.IrVersion, IrVersion);
            WriteText(output, Model.Producer, Producer);
            WriteMessage(output, Model.OpsetImport, opset =>
            {
                WriteText(opset, 1, "");
                WriteInteger(opset, 2, Opset);
            });
        });
        var before = Message(output =>
        {
            foreach (var node in graph.Nodes)
                WriteMessage(output, Graph.Node, inner => WriteNode(inner, node));
            WriteText(output, Graph.Name, graph.Name);
            foreach (var (name, shape) in graph.Inputs)
                WriteMessage(output, Graph.Input, inner => WriteValue(inner, name, shape));
            foreach (var (name, shape) in graph.Outputs)
                WriteMessage(output, Graph.Output, inner => WriteValue(inner, name, shape));
        });
        var tensors = graph.Tensors.Select(tensor => (tensor, head: TensorHead(tensor))).ToList();
        var length = before.Length + tensors.Sum(pair => EntryLength(Graph.Initializer, pair.head.Length + pair.tensor.Length));
        // A protobuf message holds 2 GB at most.
        if (length > int.MaxValue)
            throw new ArgumentException($"an ONNX graph takes at most {int.MaxValue} bytes in one file, this one {length}", nameof(graph));

        stream.Write(head);
        stream.Write(Message(output =>
        {
            output.WriteTag(Model.Graph, WireFormat.WireType.LengthDelimited);
            output.WriteLength((int)length);
        }));
        stream.Write(before);
        foreach (var (tensor, tensorHead) in tensors)
            WriteTensor(stream, tensor, tensorHead);
    }

    private static void WriteTensor(Stream stream, OnnxTensor tensor, byte[] head)
    {
        stream.Write(Message(output =>
        {
            output.WriteTag(Graph.Initializer, WireFormat.WireType.LengthDelimited);
            output.WriteLength((int)(head.Length + tensor.Length));
        }));
        stream.Write(head);
        var bytes = tensor.Bytes();
        if (bytes.Length != tensor.Length)
            throw new InvalidOperationException($"constant {tensor.Name} takes {tensor.Length} bytes, {bytes.Length} were made");
        stream.Write(bytes);
    }

    /// <summary>A tensor up to and with the length of its raw data.</summary>
    private static byte[] TensorHead(OnnxTensor tensor) => Message(output =>
    {
        foreach (var side in tensor.Shape)
            WriteInteger(output, Tensor.Dimensions, side);
        WriteInteger(output, Tensor.DataType, (int)tensor.Element);
        WriteText(output, Tensor.Name, tensor.Name);
        output.WriteTag(Tensor.RawData, WireFormat.WireType.LengthDelimited);
        output.WriteLength((int)tensor.Length);
    });

    private static void WriteNode(CodedOutputStream output, OnnxNode node)
    {
        foreach (var input in node.Inputs)
            WriteText(output, Node.Input, input);
        foreach (var result in node.Outputs)
            WriteText(output, Node.Output, result);
        WriteText(output, Node.Name, node.Outputs[0]);
        WriteText(output, Node.Operation, node.Operation);
        foreach (var attribute in node.Attributes)
            WriteMessage(output, Node.Attribute, inner => WriteAttribute(inner, attribute));
    }

    private static void WriteAttribute(CodedOutputStream output, OnnxAttribute attribute)
    {
        const int Float = 1, Integer = 2, Text = 3, Integers = 7;
        WriteText(output, Attribute.Name, attribute.Name);
        if (attribute.Number is { } number)
        {
            output.WriteTag(Attribute.Number, WireFormat.WireType.Fixed32);
            output.WriteFloat(number);
            WriteInteger(output, Attribute.Type, Float);
        }
        else if (attribute.Integer is { } integer)
        {
            WriteInteger(output, Attribute.Integer, integer);
            WriteInteger(output, Attribute.Type, Integer);
        }
        else if (attribute.Text is { } text)
        {
            WriteText(output, Attribute.Text, text);
            WriteInteger(output, Attribute.Type, Text);
        }
        else
        {
            foreach (var value in attribute.Integers!)
                WriteInteger(output, Attribute.Integers, value);
            WriteInteger(output, Attribute.Type, Integers);
        }
    }

    /// <summary>
    /// ValueInfoProto of a single-precision tensor: name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1 } } } }.
    /// </summary>
    private static void WriteValue(CodedOutputStream output, string name, int[] shape)
    {
        WriteText(output, 1, name);
        WriteMessage(output, 2, type => WriteMessage(type, 1, tensor =>
        {
            WriteInteger(tensor, 1, (int)OnnxElement.Single);
            WriteMessage(tensor, 2, sides =>
            {
                foreach (var side in shape)
                    WriteMessage(sides, 1, dimension => WriteInteger(dimension, 1, side));
            });
        }));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            write(output);
        return stream.ToArray();
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(Message(write)));
    }

    private static void WriteText(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void WriteInteger(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static long EntryLength(int field, long length)
        => CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeLengthSize((int)length) + length;
}
