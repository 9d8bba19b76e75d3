using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace AxSpA.Cloud.Imaging;

/// <summary>NumPy's <c>.npy</c> format, version 1.0, little endian, C order: the one form in which the system stores numbers.</summary>
/// <remarks>
/// The same values always give the same bytes, so the SHA-256 of the file identifies shape, type and values.
/// Types: <see cref="byte"/> (<c>|u1</c>), <see cref="ushort"/> (<c>&lt;u2</c>), <see cref="int"/> (<c>&lt;i4</c>), <see cref="long"/> (<c>&lt;i8</c>),
/// <see cref="float"/> (<c>&lt;f4</c>), <see cref="double"/> (<c>&lt;f8</c>). Source: NumPy Enhancement Proposal 1.
/// </remarks>
public static partial class NpyFile
{
    public const string MediaType = "application/x-npy";

    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>The file's bytes for a plane, shape (rows, columns).</summary>
    public static byte[] Write<T>(Plane<T> plane)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(plane);
        return Write(plane.Values, plane.Rows, plane.Columns);
    }

    /// <summary>The file's bytes for <paramref name="values"/> of the given shape, last axis fastest.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public static byte[] Write<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        long count = 1;
        foreach (var side in shape)
            count *= side;
        if (count != values.Length)
            throw new ArgumentException($"the shape takes {count} values, {values.Length} were given", nameof(values));

        var sides = string.Join(", ", shape.ToArray().Select(side => side.ToString(CultureInfo.InvariantCulture)));
        var header = $"{{'descr': '{Descriptor<T>()}', 'fortran_order': False, 'shape': ({sides}{(shape.Length == 1 ? "," : "")}), }}";
        // The header is padded so that the values start at a multiple of 64 bytes.
        var padded = ((Magic.Length + 2 + header.Length + 1 + 63) / 64 * 64) - Magic.Length - 2;
        var bytes = new byte[Magic.Length + 2 + padded + (values.Length * Marshal.SizeOf<T>())];
        Magic.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Magic.Length), (ushort)padded);
        Encoding.ASCII.GetBytes(header.PadRight(padded - 1) + "\n", bytes.AsSpan(Magic.Length + 2));
        MemoryMarshal.AsBytes(values).CopyTo(bytes.AsSpan(Magic.Length + 2 + padded));
        return bytes;
    }

    /// <summary>Reads an array of two dimensions, or of three with a leading 1, as a plane.</summary>
    /// <exception cref="InvalidDataException">Not an npy file, another type, another number of dimensions, or cut short.</exception>
    public static Plane<T> ReadPlane<T>(ReadOnlySpan<byte> file)
        where T : unmanaged
    {
        var values = Read<T>(file, out var shape);
        return shape switch
        {
            [var rows, var columns] => new Plane<T>(rows, columns, values),
            [1, var rows, var columns] => new Plane<T>(rows, columns, values),
            _ => throw new InvalidDataException($"expected an array of shape (rows, columns), found ({string.Join(", ", shape)})"),
        };
    }

    /// <summary>Reads an array of any shape.</summary>
    /// <exception cref="InvalidDataException">Not an npy file, another type, or cut short.</exception>
    public static T[] Read<T>(ReadOnlySpan<byte> file, out int[] shape)
        where T : unmanaged
    {
        var start = ReadHeader(file, out var descriptor, out shape);
        if (descriptor != Descriptor<T>())
            throw new InvalidDataException($"expected an npy file of type {Descriptor<T>()}, found {descriptor}");
        var count = shape.Aggregate(1L, (product, side) => product * side);
        var expected = count * Marshal.SizeOf<T>();
        if (file.Length - start != expected)
            throw new InvalidDataException($"expected {expected} bytes of values for shape ({string.Join(", ", shape)}), found {file.Length - start}");
        return MemoryMarshal.Cast<byte, T>(file[start..]).ToArray();
    }

    /// <summary>Reads type descriptor and shape without the values.</summary>
    /// <returns>Offset of the first value in bytes.</returns>
    /// <exception cref="InvalidDataException">Not an npy file of version 1.0 in C order.</exception>
    public static int ReadHeader(ReadOnlySpan<byte> file, out string descriptor, out int[] shape)
    {
        if (file.Length < Magic.Length + 2 || !file.StartsWith(Magic))
            throw new InvalidDataException("expected an npy file of version 1.0, found other bytes");
        var start = Magic.Length + 2 + BinaryPrimitives.ReadUInt16LittleEndian(file[Magic.Length..]);
        if (file.Length < start)
            throw new InvalidDataException($"expected an npy header of {start} bytes, found {file.Length}");
        var match = HeaderPattern().Match(Encoding.ASCII.GetString(file[(Magic.Length + 2)..start]));
        if (!match.Success)
            throw new InvalidDataException("expected an npy header with descr, fortran_order False and shape, found another");
        descriptor = match.Groups["descr"].Value;
        shape = [.. match.Groups["shape"].Value
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(side => int.Parse(side, CultureInfo.InvariantCulture))];
        return start;
    }

    private static string Descriptor<T>() => default(T) switch
    {
        byte => "|u1",
        ushort => "<u2",
        int => "<i4",
        long => "<i8",
        float => "<f4",
        double => "<f8",
        _ => throw new NotSupportedException($"npy files of {typeof(T).Name} are not written here"),
    };

    [GeneratedRegex(@"'descr':\s*'(?<descr>[^']+)',\s*'fortran_order':\s*False,\s*'shape':\s*\((?<shape>[\d,\s]*)\)")]
    private static partial Regex HeaderPattern();
}
