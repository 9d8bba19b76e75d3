using AxSpA.Cloud.Imaging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Imaging;

/// <summary>Planes written by hand, and seeded random ones.</summary>
internal static class Planes
{
    /// <summary>A plane from its rows, one digit a value: <c>Planes.Bytes("010", "111")</c>.</summary>
    public static Plane<byte> Bytes(params string[] rows)
        => new(rows.Length, rows[0].Length, [.. rows.SelectMany(row => row).Select(digit => (byte)(digit - '0'))]);

    public static Plane<byte> RandomBytes(Random random, int largest, byte values)
    {
        var (rows, columns) = (random.Next(1, largest + 1), random.Next(1, largest + 1));
        return new Plane<byte>(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (byte)random.Next(values))]);
    }

    public static Plane<float> RandomFloats(Random random, int largest)
        => RandomFloats(random, random.Next(1, largest + 1), random.Next(1, largest + 1));

    public static Plane<float> RandomFloats(Random random, int rows, int columns)
        => new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle())]);

    public static Plane<ushort> RandomGrey(Random random, int rows, int columns, int below)
        => new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (ushort)random.Next(below))]);

    public static Plane<T> Constant<T>(int rows, int columns, T value)
        where T : unmanaged
        => Generate(rows, columns, (_, _) => value);

    public static Plane<T> Generate<T>(int rows, int columns, Func<int, int, T> value)
        where T : unmanaged
        => new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(index => value(index / columns, index % columns))]);

    public static void ShouldEqual<T>(Plane<T> actual, Plane<T> expected, string? because = null)
        where T : unmanaged, IEquatable<T>
    {
        (actual.Rows, actual.Columns).ShouldBe((expected.Rows, expected.Columns), because);
        if (!actual.Values.SequenceEqual(expected.Values))
            actual.Values.ToArray().ShouldBe(expected.Values.ToArray(), because);
    }
}
