using System.Buffers.Binary;
using System.Text;

namespace AxSpA.Cloud.Tests.Models;

/// <summary>Writes pickles opcode by opcode, honest ones and others.</summary>
internal sealed class PickleBuilder
{

    private readonly List<byte> _bytes = [];

    public PickleBuilder Op(char opcode)
    {
        _bytes.Add((byte)opcode);
        return this;
    }

    public PickleBuilder Protocol(byte version = 2) => Op('\x80').Byte(version);

    public PickleBuilder Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        return Op('X').Four(encoded.Length).Raw(encoded);
    }

    public PickleBuilder Integer(int value) => Op('J').Four(value);

    public PickleBuilder Global(string module, string name) => Op('c').Raw(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));

    public PickleBuilder Integers(params int[] values)
    {
        Op('(');
        foreach (var value in values)
            Integer(value);
        return Op('t');
    }

    /// <summary>A contiguous float tensor of a storage, as PyTorch pickles it.</summary>
    public PickleBuilder Tensor(string storage, int count, int[] shape, int offset = 0, int[]? strides = null, string type = "FloatStorage")
    {
        strides ??= [.. shape.Select((_, axis) => shape[(axis + 1)..].Aggregate(1, (product, side) => product * side))];
        Global("torch._utils", "_rebuild_tensor_v2").Op('(');
        Op('(').Text("storage").Global("torch", type).Text(storage).Text("cpu").Integer(count).Op('t').Op('Q');
        Integer(offset).Integers(shape).Integers(strides).Op('\x89');
        return Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R');
    }

    public PickleBuilder Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBuilder Byte(byte value) => Raw([value]);

    public PickleBuilder Four(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }

    /// <summary>The program, ended.</summary>
    public byte[] Build() => [.. _bytes, (byte)'.'];
}
