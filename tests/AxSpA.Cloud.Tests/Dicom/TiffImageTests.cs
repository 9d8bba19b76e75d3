using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using OpenCvSharp;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

public class TiffImageTests
{
    public static TheoryData<int> AllTags => Tags;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Grey_of_either_depth_and_byte_order_keeps_type_and_values(bool isBigEndian)
    {
        ushort[] values = [0, 1, 255, 256, 0x1234, 65535];
        var sixteen = Read(TiffBuilder.Grey(2, 3, values, isBigEndian).Build());
        (sixteen.Radiograph.Depth, sixteen.Format, sixteen.LateralityBasis).ShouldBe((GreyDepth.Sixteen, RadiographFormat.Tiff, LateralityBasis.Assumed));
        sixteen.Radiograph.Grey.Values.ToArray().ShouldBe(values);
        var eight = Read(TiffBuilder.Grey(1, 3, [0, 9, 255]).Build());
        eight.Radiograph.Depth.ShouldBe(GreyDepth.Eight);
        eight.Radiograph.Grey.Values.ToArray().ShouldBe([0, 9, 255]);
    }

    [Theory]
    [MemberData(nameof(AllTags))]
    public void Orientation_is_applied(int tag)
    {
        var stored = StoredByTag[tag - 1];
        ShouldBeUpright(Read(TiffBuilder.Grey(stored.Length, stored[0].Length, Letters(stored)).Set(TiffBuilder.Orientation, (uint)tag).Build()));
    }

    [Fact]
    public void White_is_zero_is_inverted_within_the_samples_range()
    {
        Grey(TiffBuilder.Grey(1, 3, [0, 9, 255]).Set(TiffBuilder.Photometric, 0).Build()).ShouldBe([255, 246, 0]);
        Grey(TiffBuilder.Grey(1, 3, new ushort[] { 0, 9, 4095 }).Set(TiffBuilder.Photometric, 0).Build()).ShouldBe([65535, 65526, 61440]);
    }

    [Fact]
    public void Colour_becomes_luminance_and_opacity_is_ignored()
    {
        byte[] pixels = [255, 0, 0, 7, 0, 0, 255, 9];
        Grey(TiffBuilder.Image(1, 2, 8, 4).Segments(pixels).Build()).ShouldBe([76, 29]);
        Grey(TiffBuilder.Image(1, 2, 8, 2).Segments([10, 0, 20, 0]).Build()).ShouldBe([10, 20]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(32946)]
    [InlineData(32773)]
    public void Files_of_OpenCV_read_as_they_were_written(int compression)
    {
        // Noise fills LZW's table, flat rows lengthen its strings.
        var random = new Random(7);
        ushort[] grey = [.. Enumerable.Range(0, 217 * 331).Select(at => at / 331 is > 50 and < 150 ? (ushort)7777 : (ushort)random.Next(65536))];
        Grey(Encoded(MatType.CV_16UC1, grey, compression)).ShouldBe(grey);
        byte[] low = [.. grey.Select(value => (byte)(value >> 8))];
        Grey(Encoded(MatType.CV_8UC1, low, compression)).ShouldBe(low.Select(value => (ushort)value));
    }

    [Fact]
    public void Lzw_example_of_the_specification_is_decoded()
    {
        // TIFF 6.0, section 13: 7 7 7 8 8 7 7 6 6 is written as Clear 7 258 8 8 258 6 6 End, nine bits each.
        byte[] stored = Pack(256, 7, 258, 8, 8, 258, 6, 6, 257);
        Grey(TiffBuilder.Image(3, 3, 8, 1).Set(TiffBuilder.Compression, 5).Segments(stored).Build()).ShouldBe([7, 7, 7, 8, 8, 7, 7, 6, 6]);
        Refused(TiffBuilder.Image(3, 3, 8, 1).Set(TiffBuilder.Compression, 5).Segments(Pack(256, 7, 300)).Build(), RefusalReason.Malformed);
        Refused(TiffBuilder.Image(3, 3, 8, 1).Set(TiffBuilder.Compression, 5).Segments(Pack(256, 7, 257)).Build(), RefusalReason.Truncated);
    }

    [Fact]
    public void Differences_are_summed_along_rows_and_channels()
    {
        var grey = TiffBuilder.Grey(2, 3, [10, 1, 255, 20, 250, 12]).Set(TiffBuilder.Predictor, 2);
        Grey(grey.Build()).ShouldBe([10, 11, 10, 20, 14, 26]);
        var colour = TiffBuilder.Image(1, 2, 8, 3).Set(TiffBuilder.Predictor, 2).Segments([5, 5, 5, 2, 2, 2]);
        Grey(colour.Build()).ShouldBe([5, 7]);
        var words = TiffBuilder.Grey(1, 3, new ushort[] { 1000, 65535, 600 }).Set(TiffBuilder.Predictor, 2);
        Grey(words.Build()).ShouldBe([1000, 999, 1599]);
    }

    [Fact]
    public void Strips_and_tiles_are_put_in_place()
    {
        var strips = TiffBuilder.Image(3, 2, 8, 1).Set(TiffBuilder.RowsPerStrip, 2).Segments([1, 2, 3, 4], [5, 6]);
        Grey(strips.Build()).ShouldBe([1, 2, 3, 4, 5, 6]);
        // Two tiles of 2 × 2 over 2 × 3: the second overhangs by a column.
        var tiles = TiffBuilder.Image(2, 3, 8, 1).Remove(TiffBuilder.RowsPerStrip)
            .Set(TiffBuilder.TileWidth, 2).Set(TiffBuilder.TileLength, 2).Segments([1, 2, 4, 5], [3, 0, 6, 0]);
        Grey(tiles.Build()).ShouldBe([1, 2, 3, 4, 5, 6]);
        Refused(strips.Segments([1, 2, 3, 4]).Remove(TiffBuilder.StripOffsets, TiffBuilder.StripByteCounts).Build(), RefusalReason.Malformed)
            .Message.ShouldBe("expected 2 value(s) for the TIFF tag StripOffsets, found 1");
    }

    [Theory]
    [InlineData(TiffBuilder.Photometric, 3, RefusalReason.UnsupportedPhotometric, "a palette (3)")]
    [InlineData(TiffBuilder.Photometric, 6, RefusalReason.UnsupportedPhotometric, "YCbCr (6)")]
    [InlineData(TiffBuilder.Photometric, 2, RefusalReason.UnsupportedPhotometric, "1")]
    [InlineData(TiffBuilder.SampleFormat, 2, RefusalReason.UnsupportedPixelType, "signed (2)")]
    [InlineData(TiffBuilder.SampleFormat, 3, RefusalReason.UnsupportedPixelType, "floating point (3)")]
    [InlineData(TiffBuilder.BitsPerSample, 4, RefusalReason.UnsupportedPixelType, "4 bit")]
    [InlineData(TiffBuilder.BitsPerSample, 32, RefusalReason.UnsupportedPixelType, "32 bit")]
    [InlineData(TiffBuilder.Compression, 7, RefusalReason.UnsupportedCompression, "JPEG (7)")]
    [InlineData(TiffBuilder.Compression, 4711, RefusalReason.UnsupportedCompression, "4711")]
    [InlineData(TiffBuilder.Predictor, 3, RefusalReason.UnsupportedCompression, "3")]
    [InlineData(TiffBuilder.Orientation, 0, RefusalReason.UnsupportedOrientation, "0")]
    public void Tag_that_is_not_read_is_refused_by_name(ushort tag, uint value, RefusalReason reason, string found)
        => Refused(TiffBuilder.Grey(2, 3, [1, 2, 3, 4, 5, 6]).Set(tag, value).Build(), reason).Found.ShouldBe(found);

    [Fact]
    public void Planes_stored_apart_are_refused()
        => Refused(TiffBuilder.Image(1, 2, 8, 3).Set(TiffBuilder.Planar, 2).Segments([1, 2, 3, 4, 5, 6]).Build(), RefusalReason.UnsupportedPixelType);

    [Fact]
    public void Second_page_is_refused()
    {
        var builder = TiffBuilder.Grey(1, 2, [1, 2]);
        builder.Next = 8;
        Refused(builder.Build(), RefusalReason.MultiFrame).Message.ShouldBe("expected a TIFF file of one page, found several");
    }

    [Fact]
    public void File_cut_anywhere_is_refused()
    {
        var file = TiffBuilder.Image(3, 2, 8, 1).Set(TiffBuilder.RowsPerStrip, 2).Segments([1, 2, 3, 4], [5, 6]).Build();
        for (var bytes = 4; bytes < file.Length; bytes++)
            Refused(file[..bytes], RefusalReason.Truncated);
        Refused(TiffBuilder.Grey(1, 2, [1, 2]).Set(TiffBuilder.StripOffsets, 4000).Build(), RefusalReason.Truncated);
    }

    private static byte[] Encoded<T>(MatType type, T[] samples, int compression)
        where T : unmanaged
    {
        using var picture = Mat.FromPixelData(217, 331, type, samples);
        Cv2.ImEncode(".tif", picture, out var file, new ImageEncodingParam(ImwriteFlags.TiffCompression, compression));
        return file;
    }

    private static byte[] Pack(params int[] codes)
    {
        var bits = string.Concat(codes.Select(code => Convert.ToString(code, 2).PadLeft(9, '0')));
        return [.. bits.PadRight((bits.Length + 7) / 8 * 8, '0').Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
