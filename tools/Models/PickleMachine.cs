using System.Buffers.Binary;
using System.Text;

namespace AxSpA.Cloud.Models;

/// <summary>
/// Rebuilds tensors and plain containers from a pickle. It calls nothing: the few globals it knows stand for values it makes itself,
/// every other global and every other opcode is refused by name. Optimisers and schedulers are recognised and left out.
/// </summary>
/// <remarks>
/// Values: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="byte"/> arrays,
/// <c>object?[]</c> for tuples, <c>List&lt;object?&gt;</c>, <see cref="PickleMapping"/> and <see cref="CheckpointTensor"/>.
/// Containers may contain themselves; nothing here walks them, so neither depth nor a cycle can exhaust the stack.
/// Source: the opcodes as listed in Python's pickletools, protocols 2 to 5.
/// </remarks>
internal sealed class PickleMachine(byte[] program, CheckpointArchive archive)
{
    private const int HighestProtocol = 5;

    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<uint, object?> _memo = [];
    private int _position;

    /// <summary>Runs the program to its end and gives the one value it leaves.</summary>
    /// <exception cref="CheckpointRefusedException">Anything but tensors and plain containers, or a malformed program.</exception>
    public object? Run()
    {
        while (true)
        {
            var opcode = TakeByte();
            if (opcode == '.')
                return Pop();
            if (!PushPlain(opcode) && !PushText(opcode) && !Remember(opcode) && !BuildContainer(opcode) && !BuildObject(opcode))
                throw Refuse("an opcode of plain containers and tensors", OpcodeNames.Of(opcode));
        }
    }

    /// <summary>A value in a few words, for a refusal.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        string text => $"\"{(text.Length > 60 ? text[..60] + "…" : text)}\"",
        object?[] tuple => $"a tuple of {tuple.Length}",
        List<object?> list => $"a list of {list.Count}",
        PickleMapping dictionary => $"a dictionary of {dictionary.Count}",
        CheckpointTensor tensor => $"a tensor of {string.Join(" x ", tensor.Shape)}",
        PickleGlobal global => global.Name,
        SkippedObject skipped => skipped.Name,
        TensorType type => $"the storage class of {type}",
        _ => $"{value}",
    };

    private bool PushPlain(byte opcode)
    {
        switch ((char)opcode)
        {
            case 'N': Push(null); return true;
            case '\x88': Push(true); return true;
            case '\x89': Push(false); return true;
            case 'K': Push((long)TakeByte()); return true;
            case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); return true;
            case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); return true;
            case '\x8a': Push(TakeLong()); return true;
            case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); return true;
            case '\x80': TakeProtocol(); return true;
            case '\x95': Take(8); return true;
            default: return false;
        }
    }

    private bool PushText(byte opcode)
    {
        switch ((char)opcode)
        {
            case 'X': Push(TakeText(TakeLength(4))); return true;
            case '\x8c': Push(TakeText(TakeLength(1))); return true;
            case '\x8d': Push(TakeText(TakeLength(8))); return true;
            case 'U': Push(TakeText(TakeLength(1))); return true;
            case 'T': Push(TakeText(TakeLength(4))); return true;
            case 'C': Push(Take(TakeLength(1)).ToArray()); return true;
            case 'B': Push(Take(TakeLength(4)).ToArray()); return true;
            default: return false;
        }
    }

    private bool Remember(byte opcode)
    {
        switch ((char)opcode)
        {
            case 'q': _memo[TakeByte()] = Peek(); return true;
            case 'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek(); return true;
            case '\x94': _memo[(uint)_memo.Count] = Peek(); return true;
            case 'h': Push(Recall(TakeByte())); return true;
            case 'j': Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); return true;
            case '0': Pop(); return true;
            case '1': PopToMark(); return true;
            default: return false;
        }
    }

    private bool BuildContainer(byte opcode)
    {
        switch ((char)opcode)
        {
            case '(': _marks.Push(_stack.Count); Push(Mark); return true;
            case '}': Push(new PickleMapping()); return true;
            case ']': Push(new List<object?>()); return true;
            case ')': Push(Array.Empty<object?>()); return true;
            case 't': Push(PopToMark()); return true;
            case '\x85': Push(PopMany(1)); return true;
            case '\x86': Push(PopMany(2)); return true;
            case '\x87': Push(PopMany(3)); return true;
            case 'a': Append(PopMany(1)); return true;
            case 'e': Append(PopToMark()); return true;
            case 's': SetItems(PopMany(2)); return true;
            case 'u': SetItems(PopToMark()); return true;
            default: return false;
        }
    }

    private bool BuildObject(byte opcode)
    {
        switch ((char)opcode)
        {
            case 'c': Push(Global(TakeLine(), TakeLine())); return true;
            case '\x93': Push(GlobalFromStack()); return true;
            case 'R': Reduce(); return true;
            case 'Q': Push(TensorRebuild.Storage(archive, Pop())); return true;
            case 'b': SetState(); return true;
            case '\x81': SkipObject(); return true;
            default: return false;
        }
    }

    private object Global(string module, string name)
    {
        if (module == TensorTypes.Module && TensorTypes.TryFind(name, out var type))
            return type;
        var full = $"{module}.{name}";
        return (object?)PickleGlobal.Find(full) ?? SkippedObject.Find(full)
            ?? throw Refuse("a global of tensors and plain containers", $"the global \"{full}\"");
    }

    private object GlobalFromStack()
    {
        if (PopMany(2) is not [string module, string name])
            throw Refuse("a module and a name before STACK_GLOBAL", "other values");
        return Global(module, name);
    }

    private void Reduce()
    {
        var operands = PopMany(2);
        if (operands is not [PickleGlobal global, object?[] arguments])
            throw Refuse("REDUCE of a known global and a tuple", $"{Describe(operands[0])} and {Describe(operands[1])}");
        Push(global.Make(arguments));
    }

    /// <summary>NEWOBJ: an object of a class that is skipped is skipped too; no other object is made.</summary>
    private void SkipObject()
    {
        var operands = PopMany(2);
        if (operands is not [SkippedObject skipped, object?[]])
            throw Refuse("NEWOBJ of an optimiser or a scheduler, which are skipped", $"the opcode NEWOBJ of {Describe(operands[0])}");
        Push(skipped);
    }

    /// <summary>The state of a dictionary of weights holds version numbers, that of a skipped object nothing that is needed: both are dropped.</summary>
    private void SetState()
    {
        var state = Pop();
        if (Peek() is not (PickleMapping or SkippedObject) || state is not PickleMapping)
            throw Refuse("BUILD of a dictionary with a dictionary", $"{Describe(Peek())} with {Describe(state)}");
    }

    private void Append(object?[] values)
    {
        if (Peek() is not List<object?> list)
            throw Refuse("a list to append to", Describe(Peek()));
        list.AddRange(values);
    }

    private void SetItems(object?[] values)
    {
        if (Peek() is not PickleMapping dictionary || values.Length % 2 != 0)
            throw Refuse("a dictionary and pairs to set in it", $"{Describe(Peek())} and {values.Length} values");
        for (var index = 0; index < values.Length; index += 2)
        {
            if (values[index] is not (string or long or double or bool or object?[]))
                throw Refuse("a key that is text, a number or a tuple", Describe(values[index]));
            dictionary[values[index]!] = values[index + 1];
        }
    }

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw Refuse("a value on the stack", "none");

    private object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (var index = count - 1; index >= 0; index--)
            values[index] = Pop();
        return values;
    }

    private object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark))
            throw Refuse("a mark on the stack", "none");
        var values = _stack.GetRange(mark + 1, _stack.Count - mark - 1).ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private object? Recall(uint index)
        => _memo.TryGetValue(index, out var value) ? value : throw Refuse($"a value remembered as {index}", "none");

    private void TakeProtocol()
    {
        var protocol = TakeByte();
        if (protocol > HighestProtocol)
            throw Refuse($"a pickle of protocol {HighestProtocol} or lower", $"protocol {protocol}");
    }

    private long TakeLong()
    {
        var bytes = Take(TakeLength(1));
        if (bytes.Length > 8)
            throw Refuse("an integer of at most 8 bytes", $"{bytes.Length} bytes");
        if (bytes.Length == 0)
            return 0;
        long value = (sbyte)bytes[^1];
        for (var index = bytes.Length - 2; index >= 0; index--)
            value = (value << 8) | bytes[index];
        return value;
    }

    private int TakeLength(int width)
    {
        ulong length = 0;
        var bytes = Take(width);
        for (var index = width - 1; index >= 0; index--)
            length = (length << 8) | bytes[index];
        return length <= (ulong)(program.Length - _position) ? (int)length : throw Refuse($"{length} more bytes", $"{program.Length - _position}");
    }

    private string TakeText(int length) => Encoding.UTF8.GetString(Take(length));

    private string TakeLine()
    {
        var length = program.AsSpan(_position).IndexOf((byte)'\n');
        if (length < 0)
            throw Refuse("a line's end", "the end of the pickle");
        var line = TakeText(length);
        _position++;
        return line;
    }

    private byte TakeByte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > program.Length - _position)
            throw Refuse($"{count} more bytes", $"{program.Length - _position}");
        _position += count;
        return program.AsSpan(_position - count, count);
    }

    private CheckpointRefusedException Refuse(string expected, string found) => new($"data.pkl at byte {_position}", expected, found);
}
