using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using OpenCvSharp;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

public class PngImageTests
{
    public static TheoryData<int> AllTags => Tags;

    [Fact]
    public void Grey_of_either_depth_keeps_type_and_values()
    {
        var eight = Read(PngBuilder.Grey(2, 3, [0, 1, 2, 253, 254, 255]));
        eight.Radiograph.Depth.ShouldBe(GreyDepth.Eight);
        eight.Radiograph.Grey.Values.ToArray().ShouldBe([0, 1, 2, 253, 254, 255]);
        eight.Format.ShouldBe(RadiographFormat.Png);
        eight.LateralityBasis.ShouldBe(LateralityBasis.Assumed);
        var sixteen = Read(PngBuilder.Grey(2, 3, new ushort[] { 0, 1, 255, 256, 0x1234, 65535 }));
        sixteen.Radiograph.Depth.ShouldBe(GreyDepth.Sixteen);
        sixteen.Radiograph.Grey.Values.ToArray().ShouldBe([0, 1, 255, 256, 0x1234, 65535]);
    }

    [Theory]
    [InlineData("caseA")]
    [InlineData("caseB")]
    [InlineData("caseC")]
    public void Reference_radiograph_equals_its_array(string name)
    {
        var radiograph = Read(Golden.Bytes($"{name}/image.png")).Radiograph;
        radiograph.Grey.Values.ToArray().ShouldBe(
            radiograph.Depth == GreyDepth.Eight
                ? [.. Golden.Plane<byte>($"{name}/image.npy").Values.ToArray().Select(value => (ushort)value)]
                : Golden.Plane<ushort>($"{name}/image.npy").Values.ToArray());
    }

    [Theory]
    [InlineData("rgb")]
    [InlineData("rgba")]
    public void Colour_becomes_the_references_luminance(string name)
    {
        // The reference array is (1, x, y); its floats carry 24 bits of values up to 255.
        var reference = Golden.Plane<float>($"unit/{name}_gray.npy");
        using var colour = Cv2.ImDecode(Golden.Bytes($"unit/{name}.png"), ImreadModes.Color);
        var radiograph = Read(Golden.Bytes($"unit/{name}.png")).Radiograph;
        radiograph.Depth.ShouldBe(GreyDepth.Eight);
        for (var row = 0; row < radiograph.Rows; row++)
        {
            for (var column = 0; column < radiograph.Columns; column++)
            {
                var (blue, green, red) = colour.At<Vec3b>(row, column);
                Luminance.Of(red, green, blue).ShouldBe(reference[column, row], 255e-6);
                radiograph.Grey[row, column].ShouldBe((ushort)Math.Round(reference[column, row], MidpointRounding.ToEven));
            }
        }
    }

    [Fact]
    public void Equal_channels_are_taken_exactly_and_one_coloured_pixel_makes_all_luminance()
    {
        // White is 65528.4 as luminance: the weights sum to 0.9999.
        ushort[] grey = [65535, 65535, 65535, 40000, 40000, 40000];
        Grey(new PngBuilder(1, 2, 16, 2).Unfiltered(grey).Build()).ShouldBe([65535, 40000]);
        ushort[] last = [65535, 65535, 65535, 40000, 40000, 40001];
        Grey(new PngBuilder(2, 1, 16, 2).Unfiltered(last).Build()).ShouldBe([65528, 39996]);
    }

    [Fact]
    public void Opacity_is_ignored()
    {
        Grey(new PngBuilder(1, 2, 8, 4).Unfiltered([10, 0, 20, 255]).Build()).ShouldBe([10, 20]);
        Grey(new PngBuilder(1, 2, 8, 6).Unfiltered([255, 0, 0, 0, 0, 0, 255, 9]).Build()).ShouldBe([76, 29]);
        Grey(new PngBuilder(1, 2, 8, 0).With("tRNS", 0, 10).Unfiltered([10, 20]).Build()).ShouldBe([10, 20]);
    }

    [Fact]
    public void Palette_is_expanded()
    {
        var builder = new PngBuilder(1, 3, 8, 3).With("PLTE", 7, 7, 7, 9, 9, 9).Unfiltered([1, 0, 1]);
        Grey(builder.Build()).ShouldBe([9, 7, 9]);
        Refused(builder.Unfiltered([1, 2, 1]).Build(), RefusalReason.Malformed).Message.ShouldBe("expected a palette index below 2, found 2");
        Refused(new PngBuilder(1, 3, 8, 3).Unfiltered([1, 0, 1]).Build(), RefusalReason.Malformed).Found.ShouldBe("none");
    }

    [Fact]
    public void Row_filters_are_undone()
    {
        // 2 rows of 10 20 30 each, worked out by hand: none, left, above, average, Paeth.
        byte[][] firstRows = [[0, 10, 20, 30], [1, 10, 10, 10], [2, 10, 20, 30], [3, 10, 15, 20], [4, 10, 10, 10]];
        byte[][] nextRows = [[0, 10, 20, 30], [1, 10, 10, 10], [2, 0, 0, 0], [3, 5, 5, 5], [4, 0, 0, 0]];
        foreach (var first in firstRows)
        {
            foreach (var next in nextRows)
                Grey(new PngBuilder(2, 3, 8, 0) { Filtered = [.. first, .. next] }.Build()).ShouldBe([10, 20, 30, 10, 20, 30]);
        }

        Refused(new PngBuilder(1, 3, 8, 0) { Filtered = [5, 1, 2, 3] }.Build(), RefusalReason.Malformed);
    }

    [Fact]
    public void Interlaced_passes_are_put_in_place()
    {
        // 3 × 5: pass 1 holds (0,0), 2 (0,4), 4 (0,2), 5 row 2 columns 0 2 4, 6 rows 0 and 2 columns 1 3, 7 row 1.
        byte[] passes = [0, 1, 0, 5, 0, 3, 0, 11, 13, 15, 0, 2, 4, 0, 12, 14, 0, 6, 7, 8, 9, 10];
        Grey(new PngBuilder(3, 5, 8, 0) { IsInterlaced = true, Filtered = passes }.Build()).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    }

    [Fact]
    public void Files_of_OpenCV_read_as_they_were_written()
    {
        // Smooth with a little noise, so that the encoder chooses among all filters.
        var random = new Random(7);
        ushort[] grey = [.. Enumerable.Range(0, 97 * 131).Select(at => (ushort)((at % 131 * 300) + (at / 131 * 200) + random.Next(900)))];
        Grey(Encoded(MatType.CV_16UC1, grey)).ShouldBe(grey);
        byte[] low = [.. grey.Select(value => (byte)(value >> 8))];
        Grey(Encoded(MatType.CV_8UC1, low)).ShouldBe(low.Select(value => (ushort)value));
        ushort[] colour = [.. grey.SelectMany(value => new[] { value, (ushort)(value / 2), (ushort)(value / 3) })];
        Grey(Encoded(MatType.CV_16UC3, colour)).ShouldBe(grey.Select(value => Luminance.Rounded((ushort)(value / 3), (ushort)(value / 2), value)));
    }

    [Fact]
    public void Image_data_in_many_chunks_is_one_stream()
        => Grey(new PngBuilder(9, 9, 8, 0) { DataChunk = 5 }.Unfiltered(Eight(9, 9)).Build()).ShouldBe(Eight(9, 9).Select(value => (ushort)value));

    [Theory]
    [MemberData(nameof(AllTags))]
    public void Exif_orientation_is_applied(int tag)
    {
        var stored = StoredByTag[tag - 1];
        ShouldBeUpright(Read(new PngBuilder(stored.Length, stored[0].Length, 8, 0).With("eXIf", TiffBuilder.Exif(tag)).Unfiltered(Letters(stored)).Build()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Orientation_that_means_nothing_is_refused(int tag)
        => Refused(new PngBuilder(1, 2, 8, 0).With("eXIf", TiffBuilder.Exif(tag)).Unfiltered([1, 2]).Build(), RefusalReason.UnsupportedOrientation)
            .Message.ShouldBe($"expected an orientation tag of 1 to 8, found {tag}");

    [Fact]
    public void Animation_is_refused()
        => Refused(new PngBuilder(1, 2, 8, 0).With("acTL", 0, 0, 0, 2, 0, 0, 0, 0).Unfiltered([1, 2]).Build(), RefusalReason.MultiFrame);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 3)]
    public void Samples_below_eight_bit_are_refused(int bits, int colour)
        => Refused(new PngBuilder(1, 2, bits, colour).With("PLTE", 1, 2, 3).Unfiltered([1]).Build(), RefusalReason.UnsupportedPixelType)
            .Found.ShouldBe($"{bits} bit");

    [Fact]
    public void Damage_is_refused_and_not_decoded_in_part()
    {
        var builder = new PngBuilder(64, 64, 8, 0).Unfiltered(Eight(64, 64));
        var compressed = PngBuilder.Compress(builder.Filtered);
        Refused(builder.Build(compressed[..^100]), RefusalReason.Truncated);
        Refused(builder.Build(PngBuilder.Compress(builder.Filtered[..^65])), RefusalReason.Truncated);
        Refused(builder.Build(PngBuilder.Compress([.. builder.Filtered, 0])), RefusalReason.Malformed);
        compressed[^1] ^= 1;
        Refused(builder.Build(compressed), RefusalReason.Malformed);
        byte[] presetDictionary = [0x78, 0xBB, .. compressed[2..]];
        Refused(builder.Build(presetDictionary), RefusalReason.Malformed).Message.ShouldBe("expected image data that inflates, found damaged data");
        var file = builder.Build();
        file[^20] ^= 1;
        Refused(file, RefusalReason.Malformed).Message.ShouldBe("expected the PNG chunk IDAT as its checksum says, found other bytes");
    }

    [Fact]
    public void Chunks_out_of_order_are_refused()
    {
        Refused(new PngBuilder(1, 2, 8, 0).With("QUIT").Unfiltered([1, 2]).Build(), RefusalReason.Malformed).Found.ShouldBe("an unknown critical chunk QUIT");
        Refused(new PngBuilder(1, 2, 8, 0).With("IHDR", new byte[13]).Unfiltered([1, 2]).Build(), RefusalReason.Malformed).Found.ShouldBe("IHDR out of place");
        Refused(new PngBuilder(1, 2, 8, 0).Build([]), RefusalReason.NoPixels);
    }

    [Fact]
    public void Bytes_behind_the_end_are_ignored()
        => Grey([.. PngBuilder.Grey(1, 2, [1, 2]), 1, 2, 3]).ShouldBe([1, 2]);

    [Fact]
    public void Claim_that_the_data_cannot_hold_is_refused_before_memory_is_taken()
    {
        var file = new PngBuilder(8000, 8000, 16, 0).Unfiltered(new ushort[8000]).Build();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file, RefusalReason.Truncated, ReadingLimits.Default);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    private static byte[] Encoded<T>(MatType type, T[] samples)
        where T : unmanaged
    {
        using var picture = Mat.FromPixelData(97, 131, type, samples);
        Cv2.ImEncode(".png", picture, out var file);
        return file;
    }
}
