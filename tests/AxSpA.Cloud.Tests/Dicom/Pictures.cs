using AxSpA.Cloud.Dicom;
using Shouldly;

namespace AxSpA.Cloud.Tests.Dicom;

/// <summary>Small pictures without symmetry, and what reading them must give.</summary>
internal static class Pictures
{
    /// <summary>For pictures that a person can check: any size from one pixel on.</summary>
    public static readonly ReadingLimits AnySize = new() { MinSide = 1 };

    /// <summary>
    /// The letters A B C over D E F as a file with orientation tag 1 to 8 stores them (EXIF 2.32: which side of the scene the first row and the first column show).
    /// </summary>
    public static readonly string[][] StoredByTag =
    [
        ["ABC", "DEF"], // top, left
        ["CBA", "FED"], // top, right
        ["FED", "CBA"], // bottom, right
        ["DEF", "ABC"], // bottom, left
        ["AD", "BE", "CF"], // left, top
        ["CF", "BE", "AD"], // right, top
        ["FC", "EB", "DA"], // right, bottom
        ["DA", "EB", "FC"], // left, bottom
    ];

    public static readonly TheoryData<int> Tags = [1, 2, 3, 4, 5, 6, 7, 8];

    public static ushort[] Sixteen(int rows, int columns) => [.. Enumerable.Range(0, rows * columns).Select(at => (ushort)((at / columns * 631) + (at % columns * 17)))];

    public static byte[] Eight(int rows, int columns) => [.. Enumerable.Range(0, rows * columns).Select(at => (byte)((at / columns * 3) + (at % columns * 7)))];

    public static byte[] Letters(IEnumerable<string> rows) => [.. rows.SelectMany(row => row).Select(letter => (byte)letter)];

    public static RadiographReading Read(byte[] file, ReadingLimits? limits = null) => RadiographFile.Read(file, limits ?? AnySize);

    public static ushort[] Grey(byte[] file) => Read(file).Radiograph.Grey.Values.ToArray();

    /// <summary>Reads A B C over D E F.</summary>
    public static void ShouldBeUpright(RadiographReading reading)
    {
        (reading.Radiograph.Rows, reading.Radiograph.Columns).ShouldBe((2, 3));
        new string([.. reading.Radiograph.Grey.Values.ToArray().Select(value => (char)value)]).ShouldBe("ABCDEF");
    }

    public static RadiographRefusedException Refused(byte[] file, RefusalReason reason, ReadingLimits? limits = null)
    {
        var refused = Should.Throw<RadiographRefusedException>(() => RadiographFile.Read(file, limits ?? AnySize));
        refused.Reason.ShouldBe(reason, refused.Message);
        refused.Message.ShouldBe($"expected {refused.Expected}, found {refused.Found}");
        return refused;
    }
}
