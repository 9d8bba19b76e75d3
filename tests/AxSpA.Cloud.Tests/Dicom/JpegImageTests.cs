using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using OpenCvSharp;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

public class JpegImageTests
{
    private const int Cell = 16;

    public static TheoryData<int> AllTags => Tags;

    [Theory]
    [MemberData(nameof(AllTags))]
    public void Exif_orientation_is_applied_once(int tag)
    {
        var reading = Read(WithExif(Jpeg(StoredByTag[tag - 1]), TiffBuilder.Exif(tag)));
        (reading.Radiograph.Rows, reading.Radiograph.Columns).ShouldBe((2 * Cell, 3 * Cell));
        reading.Radiograph.Depth.ShouldBe(GreyDepth.Eight);
        Letters(reading).ShouldBe("ABCDEF");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Colour_becomes_luminance(bool progressive)
    {
        using var red = new Mat(64, 64, MatType.CV_8UC3, new Scalar(0, 0, 254));
        red.Rectangle(new Rect(0, 0, 32, 64), new Scalar(254, 0, 0), -1);
        Cv2.ImEncode(".jpg", red, out var file, new ImageEncodingParam(ImwriteFlags.JpegProgressive, progressive ? 1 : 0));
        var grey = Read(file).Radiograph.Grey;
        grey[32, 4].ShouldBeInRange((ushort)28, (ushort)30);
        grey[32, 60].ShouldBeInRange((ushort)75, (ushort)77);
    }

    [Fact]
    public void File_cut_anywhere_is_refused()
    {
        var file = Jpeg(StoredByTag[0]);
        for (var bytes = 3; bytes < file.Length; bytes++)
            Refused(file[..bytes], RefusalReason.Truncated);
    }

    [Fact]
    public void Bytes_behind_the_end_are_ignored() => Letters(Read([.. Jpeg(StoredByTag[0]), 1, 2, 3])).ShouldBe("ABCDEF");

    [Theory]
    [InlineData(0xC3, 8, 1, RefusalReason.UnsupportedCompression, "a lossless JPEG")]
    [InlineData(0xC5, 8, 1, RefusalReason.UnsupportedCompression, "a hierarchical JPEG")]
    [InlineData(0xC9, 8, 1, RefusalReason.UnsupportedCompression, "an arithmetic-coded JPEG")]
    [InlineData(0xC1, 12, 1, RefusalReason.UnsupportedPixelType, "12")]
    [InlineData(0xC0, 8, 4, RefusalReason.UnsupportedPhotometric, "4 (CMYK)")]
    [InlineData(0xC0, 8, 2, RefusalReason.UnsupportedPhotometric, "2")]
    public void Coding_that_is_not_read_is_refused_by_name(byte marker, byte bits, byte components, RefusalReason reason, string found)
    {
        var file = Jpeg(StoredByTag[0]);
        var frame = Frame(file);
        (file[frame + 1], file[frame + 4], file[frame + 9]) = (marker, bits, components);
        Refused(file, reason).Found.ShouldBe(found);
    }

    [Fact]
    public void Size_is_checked_in_the_header()
    {
        var file = Jpeg(StoredByTag[0]);
        file.AsSpan(Frame(file) + 5, 4).Fill(0x4E);
        Refused(file, RefusalReason.TooLarge).Message.ShouldBe("expected at most 10000 × 10000 pixels, found 20046 × 20046");
    }

    [Fact]
    public void Damaged_exif_is_refused() => Refused(WithExif(Jpeg(StoredByTag[0]), [1, 2, 3, 4, 5, 6, 7, 8]), RefusalReason.Malformed);

    [Fact]
    public void Scans_without_number_are_refused()
    {
        var file = Jpeg(StoredByTag[0]);
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0];
        Refused([.. file[..^2], .. Enumerable.Repeat(scan, 200).SelectMany(bytes => bytes), 0xFF, 0xD9], RefusalReason.Malformed).Found.ShouldBe("more");
    }

    private static byte[] Jpeg(string[] letters)
    {
        using var picture = new Mat(letters.Length * Cell, letters[0].Length * Cell, MatType.CV_8UC1);
        for (var row = 0; row < letters.Length; row++)
        {
            for (var column = 0; column < letters[0].Length; column++)
                picture.Rectangle(new Rect(column * Cell, row * Cell, Cell, Cell), Scalar.All(30 * (letters[row][column] - '@')), -1);
        }

        Cv2.ImEncode(".jpg", picture, out var file, new ImageEncodingParam(ImwriteFlags.JpegQuality, 100));
        return file;
    }

    private static string Letters(RadiographReading reading)
    {
        var grey = reading.Radiograph.Grey;
        return new string([.. from row in Enumerable.Range(0, 2)
                              from column in Enumerable.Range(0, 3)
                              select (char)('@' + (int)Math.Round(grey[(row * Cell) + 8, (column * Cell) + 8] / 30.0))]);
    }

    private static byte[] WithExif(byte[] jpeg, byte[] tiff)
        => [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(8 + tiff.Length), .. "Exif\0\0"u8, .. tiff, .. jpeg[2..]];

    private static int Frame(byte[] file) => file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
}
