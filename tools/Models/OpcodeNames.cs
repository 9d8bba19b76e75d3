namespace AxSpA.Cloud.Models;

/// <summary>Names of the pickle opcodes that are refused, for the refusal's words.</summary>
internal static class OpcodeNames
{
    private static readonly Dictionary<byte, string> Names = new()
    {
        [(byte)'i'] = "INST",
        [(byte)'o'] = "OBJ",
        [(byte)'P'] = "PERSID",
        [(byte)'I'] = "INT",
        [(byte)'L'] = "LONG",
        [(byte)'F'] = "FLOAT",
        [(byte)'S'] = "STRING",
        [(byte)'V'] = "UNICODE",
        [(byte)'d'] = "DICT",
        [(byte)'l'] = "LIST",
        [(byte)'p'] = "PUT",
        [(byte)'g'] = "GET",
        [(byte)'2'] = "DUP",
        [0x92] = "NEWOBJ_EX",
        [0x82] = "EXT1",
        [0x83] = "EXT2",
        [0x84] = "EXT4",
        [0x8b] = "LONG4",
        [0x8e] = "BINBYTES8",
        [0x8f] = "EMPTY_SET",
        [0x90] = "ADDITEMS",
        [0x91] = "FROZENSET",
        [0x96] = "BYTEARRAY8",
        [0x97] = "NEXT_BUFFER",
        [0x98] = "READONLY_BUFFER",
    };

    public static string Of(byte opcode) => Names.TryGetValue(opcode, out var name) ? $"the opcode {name}" : $"the byte 0x{opcode:x2}";
}
