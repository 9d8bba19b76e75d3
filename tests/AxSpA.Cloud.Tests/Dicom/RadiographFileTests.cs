using System.Text;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

public class RadiographFileTests
{
    [Fact]
    public void Same_pixels_in_any_format_give_the_same_radiograph()
    {
        var sixteen = Sixteen(70, 90);
        foreach (var file in new[] { PngBuilder.Grey(70, 90, sixteen), TiffBuilder.Grey(70, 90, sixteen).Build(), DicomBuilder.Sixteen(70, 90, sixteen).Build() })
            ShouldBe(RadiographFile.Read(file).Radiograph, GreyDepth.Sixteen, sixteen);
        var eight = Eight(70, 90);
        foreach (var file in new[] { PngBuilder.Grey(70, 90, eight), TiffBuilder.Grey(70, 90, eight).Build(), DicomBuilder.Eight(70, 90, eight).Build() })
            ShouldBe(RadiographFile.Read(file).Radiograph, GreyDepth.Eight, [.. eight.Select(value => (ushort)value)]);
    }

    [Theory]
    [InlineData("", RefusalReason.Empty, "expected a radiograph file, found no bytes")]
    [InlineData("Dear colleague,\n", RefusalReason.UnknownFormat, "expected a DICOM, PNG, JPEG or TIFF file, found text")]
    [InlineData("GIF89a\u0001\u0001", RefusalReason.UnknownFormat, "expected a DICOM, PNG, JPEG or TIFF file, found a GIF file")]
    [InlineData("PK\u0003\u0004", RefusalReason.UnknownFormat, "expected a DICOM, PNG, JPEG or TIFF file, found a ZIP archive")]
    [InlineData("II+\u0000\u0008\u0000", RefusalReason.UnknownFormat, "expected a DICOM, PNG, JPEG or TIFF file, found a BigTIFF file")]
    [InlineData("\u0001\u0002", RefusalReason.UnknownFormat, "expected a DICOM, PNG, JPEG or TIFF file, found bytes of another kind")]
    public void File_that_is_no_radiograph_is_refused(string content, RefusalReason reason, string message)
        => Refused(Encoding.Latin1.GetBytes(content), reason).Message.ShouldBe(message);

    [Fact]
    public void Zeros_as_long_as_a_preamble_are_no_dicom()
        => Refused(new byte[200], RefusalReason.UnknownFormat).Found.ShouldBe("bytes of another kind");

    [Fact]
    public void Single_pixel_is_refused()
    {
        foreach (var file in new[] { PngBuilder.Grey(1, 1, [7]), TiffBuilder.Grey(1, 1, [7]).Build(), DicomBuilder.Eight(1, 1, [7]).Build() })
            Refused(file, RefusalReason.TooSmall, ReadingLimits.Default).Message.ShouldBe("expected at least 64 × 64 pixels, found 1 × 1");
    }

    [Fact]
    public void Size_beyond_the_limits_is_refused_before_memory_is_taken()
    {
        byte[][] files =
        [
            new PngBuilder(20_000, 20_000, 16, 0).Build([]),
            TiffBuilder.Image(20_000, 20_000, 16, 1).Segments([1, 2]).Build(),
            DicomBuilder.Sixteen(20_000, 20_000, [1, 2]).Build(),
        ];
        foreach (var file in files)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Refused(file, RefusalReason.TooLarge, ReadingLimits.Default).Message.ShouldBe("expected at most 10000 × 10000 pixels, found 20000 × 20000");
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        }

        Refused(new PngBuilder(9000, 9000, 16, 0).Build([]), RefusalReason.TooLarge).Message.ShouldBe("expected at most 67108864 pixels, found 9000 × 9000, 81000000");
    }

    [Fact]
    public void Bytes_beyond_the_limit_are_refused()
        => Refused(PngBuilder.Grey(1, 2, [1, 2]), RefusalReason.TooManyBytes, AnySize with { MaxBytes = 10 }).Expected.ShouldBe("at most 10 bytes");

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void Constant_picture_is_refused(byte value)
    {
        byte[] values = [.. Enumerable.Repeat(value, 64 * 64)];
        foreach (var file in new[] { PngBuilder.Grey(64, 64, values), TiffBuilder.Grey(64, 64, values).Build(), DicomBuilder.Eight(64, 64, values).Build() })
            Refused(file, RefusalReason.Constant).Message.ShouldBe($"expected a radiograph with at least two grey values, found one ({value})");
    }

    [Fact]
    public void Png_cut_anywhere_is_refused()
    {
        var file = PngBuilder.Grey(64, 64, Eight(64, 64));
        for (var bytes = 1; bytes < file.Length; bytes++)
            Refused(file[..bytes], bytes < 8 ? RefusalReason.UnknownFormat : RefusalReason.Truncated);
    }

    [Fact]
    public void Large_radiograph_takes_memory_for_little_more_than_its_pixels()
    {
        var stored = Sixteen(1500, 1500);
        var file = DicomBuilder.Sixteen(1500, 1500, stored).Set(DicomBuilder.PatientOrientation, "CS", @"R\F").Build();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RadiographFile.Read(file).Radiograph.Rows.ShouldBe(1500);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((2 * 2 * stored.Length) + (1 << 20));
    }

    private static void ShouldBe(Radiograph radiograph, GreyDepth depth, ushort[] values)
    {
        (radiograph.Rows, radiograph.Columns, radiograph.Depth).ShouldBe((70, 90, depth));
        radiograph.Grey.Values.ToArray().ShouldBe(values);
    }
}
