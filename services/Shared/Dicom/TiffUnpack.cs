namespace AxSpA.Cloud.Dicom;

/// <summary>Undoes the compressions of TIFF 6.0. Each returns the bytes written, fewer than asked for where the source ends early.</summary>
internal static class TiffUnpack
{
    private const int ClearCode = 256;
    private const int EndCode = 257;
    private const int MostCodes = 4096;

    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.Malformed"/>.</exception>
    public static int Unpack(TiffCompression compression, ReadOnlyMemory<byte> stored, Span<byte> target) => compression switch
    {
        TiffCompression.Lzw => Lzw(stored.Span, target),
        TiffCompression.PackBits => PackBits(stored.Span, target),
        _ => Deflate(stored, target),
    };

    private static int Deflate(ReadOnlyMemory<byte> stored, Span<byte> target)
    {
        using var source = new Inflate(stored);
        return source.Read(target);
    }

    private static int PackBits(ReadOnlySpan<byte> stored, Span<byte> target)
    {
        int from = 0, to = 0;
        while (from < stored.Length && to < target.Length)
        {
            var header = (sbyte)stored[from++];
            if (header >= 0)
            {
                var count = Math.Min(header + 1, Math.Min(stored.Length - from, target.Length - to));
                stored.Slice(from, count).CopyTo(target[to..]);
                from += count;
                to += count;
            }
            else if (header != -128 && from < stored.Length)
            {
                var count = Math.Min(1 - header, target.Length - to);
                target.Slice(to, count).Fill(stored[from++]);
                to += count;
            }
        }

        return to;
    }

    /// <summary>Codes of 9 to 12 bits, high bit first, widened one code early as TIFF does.</summary>
    private static int Lzw(ReadOnlySpan<byte> stored, Span<byte> target)
    {
        // A string of the table is a stretch of what was written already: its start and its length.
        Span<int> starts = stackalloc int[MostCodes];
        Span<int> lengths = stackalloc int[MostCodes];
        var (bits, held, from, to) = (0u, 0, 0, 0);
        var (next, width, previous) = (EndCode + 1, 9, -1);
        while (to < target.Length)
        {
            while (held < width && from < stored.Length)
            {
                bits = (bits << 8) | stored[from++];
                held += 8;
            }

            if (held < width)
                break;
            var code = (int)(bits >> (held - width)) & ((1 << width) - 1);
            held -= width;
            if (code == EndCode)
                break;
            if (code == ClearCode)
            {
                (next, width, previous) = (EndCode + 1, 9, -1);
                continue;
            }

            if (code > next || (code == next && previous < 0) || (previous < 0 && code > EndCode))
                Refuse.Malformed($"a LZW code up to {next}", $"{code}");
            if (previous >= 0 && next < MostCodes)
            {
                // The new string is the previous one, which ends here, and the byte written next.
                var length = previous < ClearCode ? 1 : lengths[previous];
                starts[next] = to - length;
                lengths[next] = length + 1;
                next++;
            }

            to += WriteString(code, starts, lengths, target, to);
            previous = code;
            if (next == (1 << width) - 1 && width < 12)
                width++;
        }

        return to;
    }

    private static int WriteString(int code, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<byte> target, int to)
    {
        if (code < ClearCode)
        {
            target[to] = (byte)code;
            return 1;
        }

        var count = Math.Min(lengths[code], target.Length - to);
        // Byte by byte: the string may end with the very byte that is written first.
        for (var at = 0; at < count; at++)
            target[to + at] = target[starts[code] + at];
        return count;
    }
}
