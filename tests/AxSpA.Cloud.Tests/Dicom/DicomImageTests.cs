using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

public class DicomImageTests
{
    /// <summary>What is stored of A B C over D E F for each Patient Orientation.</summary>
    public static TheoryData<string, int> Orientations => new()
    {
        { @"L\F", 1 }, { @"R\F", 2 }, { @"R\H", 3 }, { @"L\H", 4 }, { @"F\L", 5 }, { @"F\R", 6 }, { @"H\R", 7 }, { @"H\L", 8 }, { @"LP\FA", 1 }, { @"RF \FL", 2 },
    };

    [Fact]
    public void Grey_of_either_depth_keeps_type_and_values()
    {
        var sixteen = Read(DicomBuilder.Sixteen(2, 3, [0, 1, 255, 256, 0x1234, 65535]).Build());
        (sixteen.Radiograph.Depth, sixteen.Format, sixteen.LateralityBasis).ShouldBe((GreyDepth.Sixteen, RadiographFormat.Dicom, LateralityBasis.Assumed));
        sixteen.Radiograph.Grey.Values.ToArray().ShouldBe([0, 1, 255, 256, 0x1234, 65535]);
        var eight = Read(DicomBuilder.Eight(1, 3, [0, 9, 255]).Build());
        eight.Radiograph.Depth.ShouldBe(GreyDepth.Eight);
        eight.Radiograph.Grey.Values.ToArray().ShouldBe([0, 9, 255]);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2", true, false)]
    [InlineData("1.2.840.10008.1.2.1", false, false)]
    [InlineData("1.2.840.10008.1.2.2", false, true)]
    public void Every_uncompressed_transfer_syntax_gives_the_same(string uid, bool isImplicit, bool isBigEndian)
    {
        Grey(DicomBuilder.Sixteen(2, 3, [1, 2, 3, 400, 500, 600]).Encode(uid, isImplicit, isBigEndian).Build()).ShouldBe([1, 2, 3, 400, 500, 600]);
        Grey(DicomBuilder.Eight(1, 3, [1, 2, 3]).Encode(uid, isImplicit, isBigEndian).Build()).ShouldBe([1, 2, 3]);
        // 8-bit pixels in 16-bit words: the first pixel is the word's low byte.
        var words = DicomBuilder.Eight(1, 3, []).Set(DicomBuilder.PixelData, "OW", new ushort[] { 0x0201, 0x0003 });
        Grey(words.Encode(uid, isImplicit, isBigEndian).Build()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Monochrome1_is_mirrored_within_the_stored_bits()
    {
        Grey(DicomBuilder.Eight(1, 3, [0, 9, 255]).Set(DicomBuilder.Photometric, "CS", "MONOCHROME1").Build()).ShouldBe([255, 246, 0]);
        Grey(Twelve(0, 9, 4095).Set(DicomBuilder.Photometric, "CS", "MONOCHROME1").Build()).ShouldBe([4095, 4086, 0]);
    }

    [Fact]
    public void Bits_above_the_stored_ones_are_masked_and_shifted_away()
    {
        Grey(Twelve(0xF001, 0x8002, 0x0FFF).Build()).ShouldBe([1, 2, 4095]);
        Grey(DicomBuilder.Sixteen(1, 2, [0x7FF0, 0x800F]).Set(DicomBuilder.BitsStored, "US", 12).Build()).ShouldBe([0x7FF, 0x800]);
    }

    [Fact]
    public void Signed_values_are_lifted_by_the_least_representable()
    {
        // −2048, −1, 0, 2047 of 12 bits signed.
        var signed = DicomBuilder.Sixteen(1, 4, [0xF800, 0xFFFF, 0, 0x07FF])
            .Set(DicomBuilder.BitsStored, "US", 12).Set(DicomBuilder.HighBit, "US", 11).Set(DicomBuilder.Representation, "US", 1);
        Grey(signed.Build()).ShouldBe([0, 2047, 2048, 4095]);
        Grey(signed.Set(DicomBuilder.Photometric, "CS", "MONOCHROME1").Build()).ShouldBe([4095, 2048, 2047, 0]);
        var eight = DicomBuilder.Eight(1, 3, [0x80, 0, 0x7F]).Set(DicomBuilder.Representation, "US", 1);
        Read(eight.Build()).Radiograph.Depth.ShouldBe(GreyDepth.Eight);
        Grey(eight.Build()).ShouldBe([0, 128, 255]);
    }

    [Theory]
    [InlineData("1", "0", new ushort[] { 0, 1, 2, 4095 })] // identity
    [InlineData("1", "-1024", new ushort[] { 0, 1, 2, 4095 })] // least representable −1024 becomes 0
    [InlineData("1", "100", new ushort[] { 100, 101, 102, 4195 })] // positive stays
    [InlineData("2", "0.5", new ushort[] { 0, 2, 4, 8190 })] // 0.5, 2.5, 4.5, 8190.5 to even
    [InlineData("-1", "4095", new ushort[] { 4095, 4094, 4093, 0 })] // a falling slope turns the scale
    [InlineData("-1", "0", new ushort[] { 4095, 4094, 4093, 0 })] // −4095 becomes 0
    public void Rescale_is_applied(string slope, string intercept, ushort[] expected)
        => Grey(Twelve(0, 1, 2, 4095).Set(DicomBuilder.Slope, "DS", slope).Set(DicomBuilder.Intercept, "DS", intercept).Build()).ShouldBe(expected);

    [Fact]
    public void Rescaled_eight_bit_values_take_sixteen_where_they_need_them()
    {
        var reading = Read(DicomBuilder.Eight(1, 2, [0, 255]).Set(DicomBuilder.Slope, "DS", "4").Build());
        reading.Radiograph.Depth.ShouldBe(GreyDepth.Sixteen);
        reading.Radiograph.Grey.Values.ToArray().ShouldBe([0, 1020]);
    }

    [Theory]
    [InlineData("2", "0", "0 to 131070")]
    [InlineData("1", "1", "1 to 65536")]
    [InlineData("1E6", "-7", "-7 to 65534999993")]
    public void Rescaled_range_beyond_sixteen_bit_is_refused(string slope, string intercept, string found)
        => Refused(
            DicomBuilder.Sixteen(1, 2, [1, 2]).Set(DicomBuilder.Slope, "DS", slope).Set(DicomBuilder.Intercept, "DS", intercept).Build(),
            RefusalReason.UnsupportedPixelType).Found.ShouldBe(found);

    [Theory]
    [InlineData("0")]
    [InlineData("one")]
    [InlineData("1\\2")]
    [InlineData("NaN")]
    public void Slope_that_is_no_slope_is_refused(string slope)
        => Refused(DicomBuilder.Sixteen(1, 2, [1, 2]).Set(DicomBuilder.Slope, "DS", slope).Build(), RefusalReason.Malformed);

    [Fact]
    public void Windows_and_padding_values_are_for_display_and_ignored()
        => Grey(Twelve(1, 2, 3).Set(0x0028_0120, "US", 3).Set(0x0028_1050, "DS", "2").Set(0x0028_1051, "DS", "1").Build()).ShouldBe([1, 2, 3]);

    [Fact]
    public void Modality_table_is_refused_unless_empty()
    {
        var builder = Twelve(1, 2);
        Grey(builder.Set(0x0028_3000, "SQ", Array.Empty<byte>()).Build()).ShouldBe([1, 2]);
        Refused(builder.Set(0x0028_3000, "SQ", new byte[] { 0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0 }).Build(), RefusalReason.UnsupportedPixelType)
            .Found.ShouldBe("a Modality LUT Sequence");
    }

    [Theory]
    [InlineData(0, new byte[] { 255, 0, 0, 255, 0, 0, 0, 0, 255 })]
    [InlineData(1, new byte[] { 255, 255, 0, 0, 0, 0, 0, 0, 255 })]
    public void Colour_becomes_luminance_pixel_by_pixel_or_plane_by_plane(int planar, byte[] samples)
    {
        // Red, red, blue.
        var builder = DicomBuilder.Eight(1, 3, samples).Set(DicomBuilder.Samples, "US", 3).Set(DicomBuilder.Photometric, "CS", "RGB").Set(DicomBuilder.Planar, "US", planar);
        Grey(builder.Build()).ShouldBe([76, 76, 29]);
        Refused(builder.Set(DicomBuilder.Samples, "US", 1).Build(), RefusalReason.UnsupportedPhotometric);
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Patient_orientation_is_applied(string orientation, int tag)
    {
        var stored = StoredByTag[tag - 1];
        var reading = Read(DicomBuilder.Eight(stored.Length, stored[0].Length, Letters(stored))
            .Set(DicomBuilder.PatientOrientation, "CS", orientation).Set(DicomBuilder.PixelSpacing, "DS", "0.2\\0.1").Build());
        ShouldBeUpright(reading);
        reading.LateralityBasis.ShouldBe(LateralityBasis.Header);
        (reading.RowSpacingMm, reading.ColumnSpacingMm).ShouldBe(tag <= 4 ? (0.2, 0.1) : (0.1, 0.2));
    }

    [Theory]
    [InlineData(@"A\F", @"A\F")]
    [InlineData(@"L\P", @"L\P")]
    [InlineData(@"L\R", @"L\R")]
    [InlineData(@"LR\F", "other text")]
    [InlineData("L", "other text")]
    [InlineData(@"L\", "other text")]
    [InlineData(@"LE\CD", "other text")]
    public void Orientation_of_no_frontal_picture_is_refused(string orientation, string found)
        => Refused(DicomBuilder.Eight(1, 2, [1, 2]).Set(DicomBuilder.PatientOrientation, "CS", orientation).Build(), RefusalReason.UnsupportedOrientation)
            .Found.ShouldBe(found);

    [Fact]
    public void Empty_orientation_says_nothing()
        => Read(DicomBuilder.Eight(1, 2, [1, 2]).Set(DicomBuilder.PatientOrientation, "CS", "").Build()).LateralityBasis.ShouldBe(LateralityBasis.Assumed);

    [Fact]
    public void Spacing_at_the_patient_goes_before_that_at_the_detector()
    {
        var builder = DicomBuilder.Eight(1, 2, [1, 2]);
        Read(builder.Build()).RowSpacingMm.ShouldBeNull();
        Read(builder.Set(DicomBuilder.ImagerPixelSpacing, "DS", "0.143\\0.144").Build()).ColumnSpacingMm.ShouldBe(0.144);
        Read(builder.Set(DicomBuilder.PixelSpacing, "DS", "0.13\\0.131").Build()).RowSpacingMm.ShouldBe(0.13);
        Refused(builder.Set(DicomBuilder.PixelSpacing, "DS", "0\\1").Build(), RefusalReason.Malformed);
    }

    [Fact]
    public void Date_of_acquisition_goes_before_the_others()
    {
        var builder = DicomBuilder.Eight(1, 2, [1, 2]);
        Read(builder.Build()).AcquisitionDate.ShouldBe(new DateOnly(2024, 1, 2));
        Read(builder.Set(0x0008_0023, "DA", "20230304").Build()).AcquisitionDate.ShouldBe(new DateOnly(2023, 3, 4));
        Read(builder.Set(0x0008_002A, "DT", "20230303101112.5").Build()).AcquisitionDate.ShouldBe(new DateOnly(2023, 3, 3));
        Read(builder.Set(0x0008_0022, "DA", "20230302").Build()).AcquisitionDate.ShouldBe(new DateOnly(2023, 3, 2));
        Read(builder.Set(0x0008_0022, "DA", "2023.3.2").Build()).AcquisitionDate.ShouldBe(new DateOnly(2023, 3, 3));
    }

    [Fact]
    public void Identity_is_read_and_never_shown()
    {
        var reading = Read(DicomBuilder.Eight(1, 2, [1, 2]).Build());
        reading.Identity.ShouldNotBeNull().SopInstanceUid.ShouldBe(DicomBuilder.SopInstanceUid);
        reading.Identity.PatientId.ShouldBe(DicomBuilder.PatientId);
        reading.Identity.StudyInstanceUid.ShouldBe("1.2.826.0.1.3680043.8.498.2");
        reading.Identity.ToString().ShouldBe("DicomIdentity (hidden)");
        reading.ToString().ShouldBe("Dicom radiograph, 1 × 2, 8 bit");
    }

    [Fact]
    public void Text_in_utf8_is_decoded_as_such()
        => Read(DicomBuilder.Eight(1, 2, [1, 2]).Set(0x0008_0005, "CS", "ISO_IR 192").Set(0x0010_0020, "LO", "Jürgen"u8.ToArray()).Build())
            .Identity.ShouldNotBeNull().PatientId.ShouldBe("Jürgen");

    [Fact]
    public void Preamble_of_another_format_changes_nothing()
    {
        var builder = DicomBuilder.Eight(1, 2, [1, 2]);
        "II*\0"u8.CopyTo(builder.Preamble);
        Read(builder.Build()).Format.ShouldBe(RadiographFormat.Dicom);
    }

    private static DicomBuilder Twelve(params ushort[] stored)
        => DicomBuilder.Sixteen(1, stored.Length, stored).Set(DicomBuilder.BitsStored, "US", 12).Set(DicomBuilder.HighBit, "US", 11);
}
