using AxSpA.Cloud.Dicom;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

public class DicomRefusalTests
{
    private static DicomBuilder Valid => DicomBuilder.Sixteen(2, 3, [1, 2, 3, 4, 5, 6]);

    [Theory]
    [InlineData("1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction (1.2.840.10008.1.2.4.70)")]
    [InlineData("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless (1.2.840.10008.1.2.4.90)")]
    [InlineData("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian (1.2.840.10008.1.2.1.99)")]
    [InlineData("1.2.3.4711", "a transfer syntax that the standard doesn't list")]
    public void Transfer_syntax_that_is_not_read_is_named(string uid, string found)
        => Refused(Valid.Encode(uid).Build(), RefusalReason.UnsupportedTransferSyntax).Found.ShouldBe(found);

    [Theory]
    [InlineData("PALETTE COLOR", "PALETTE COLOR")]
    [InlineData("YBR_FULL", "YBR_FULL")]
    [InlineData("Secret^Name", "a term that the standard doesn't define")]
    public void Photometric_interpretation_that_is_not_read_is_named(string term, string found)
        => Refused(Valid.Set(DicomBuilder.Photometric, "CS", term).Build(), RefusalReason.UnsupportedPhotometric).Message
            .ShouldBe($"expected the Photometric Interpretation MONOCHROME1, MONOCHROME2 or RGB, found {found}");

    [Fact]
    public void Object_without_pixels_is_refused()
        => Refused(Valid.Remove(DicomBuilder.PixelData, DicomBuilder.Rows, DicomBuilder.Columns).Build(), RefusalReason.NoPixels).Message
            .ShouldBe("expected pixel data in the DICOM file, found none");

    [Fact]
    public void Several_frames_are_refused()
    {
        Refused(Valid.Set(DicomBuilder.Frames, "IS", "12").Build(), RefusalReason.MultiFrame).Message
            .ShouldBe("expected 1 in the attribute Number of Frames, found 12");
        Refused(Valid.Set(DicomBuilder.PixelData, "OW", new ushort[12]).Build(), RefusalReason.MultiFrame);
        Grey(Valid.Set(DicomBuilder.Frames, "IS", "1").Build()).Length.ShouldBe(6);
    }

    [Fact]
    public void Picture_that_names_the_patient_is_refused()
    {
        Refused(Valid.Set(0x0028_0301, "CS", "YES").Build(), RefusalReason.BurnedInAnnotation).Message
            .ShouldBe("expected a picture that does not itself name the patient (Burned In Annotation NO, or none), found YES");
        Grey(Valid.Set(0x0028_0301, "CS", "NO").Build()).Length.ShouldBe(6);
    }

    [Theory]
    [InlineData(DicomBuilder.BitsAllocated, 32, RefusalReason.UnsupportedPixelType, "expected 8 or 16 in the attribute Bits Allocated, found 32")]
    [InlineData(DicomBuilder.BitsStored, 17, RefusalReason.UnsupportedPixelType, "expected 1 to 16 in the attribute Bits Stored, found 17")]
    [InlineData(DicomBuilder.HighBit, 3, RefusalReason.UnsupportedPixelType, "expected stored bits within the 16 allocated, found 16 up to bit 3")]
    [InlineData(DicomBuilder.Representation, 2, RefusalReason.Malformed, "expected 0 or 1 in the attribute Pixel Representation, found 2")]
    [InlineData(DicomBuilder.Samples, 4, RefusalReason.UnsupportedPhotometric, "expected 1 or 3 in the attribute Samples per Pixel, found 4")]
    [InlineData(DicomBuilder.Planar, 2, RefusalReason.Malformed, "expected 0 or 1 in the attribute Planar Configuration, found 2")]
    [InlineData(DicomBuilder.Rows, 0, RefusalReason.TooSmall, "expected at least 1 × 1 pixels, found 0 × 3")]
    [InlineData(DicomBuilder.Rows, 60000, RefusalReason.TooLarge, "expected at most 10000 × 10000 pixels, found 60000 × 3")]
    [InlineData(DicomBuilder.Rows, 3, RefusalReason.Truncated, "expected 18 bytes of pixel data, found 12")]
    public void Number_that_is_not_read_is_named(uint tag, int value, RefusalReason reason, string message)
        => Refused(Valid.Set(tag, "US", value).Build(), reason).Message.ShouldBe(message);

    [Theory]
    [InlineData(DicomBuilder.Rows, "Rows")]
    [InlineData(DicomBuilder.Photometric, "Photometric Interpretation")]
    [InlineData(DicomBuilder.BitsStored, "Bits Stored")]
    [InlineData(0x0008_0018u, "SOP Instance UID")]
    public void Missing_attribute_is_named(uint tag, string name)
        => Refused(Valid.Remove(tag).Build(), RefusalReason.Malformed).Message.ShouldBe($"expected the attribute {name}, found none");

    [Fact]
    public void Floating_point_pixels_are_refused()
        => Refused(Valid.Remove(DicomBuilder.PixelData).Set(0x7FE0_0008, "OF", new byte[24]).Build(), RefusalReason.UnsupportedPixelType);

    [Fact]
    public void Encapsulated_pixels_in_an_uncompressed_syntax_are_refused()
    {
        var file = Valid.Build();
        file.AsSpan(file.Length - 16, 4).Fill(0xFF);
        Refused(file, RefusalReason.Malformed).Found.ShouldBe("encapsulated pixel data");
    }

    [Fact]
    public void File_cut_anywhere_is_refused()
    {
        var file = Valid.Raw(DicomBuilder.Rows, UndefinedSequence(3)).Build();
        Grey(file).ShouldBe([1, 2, 3, 4, 5, 6]);
        for (var bytes = 132; bytes < file.Length; bytes++)
            Should.Throw<RadiographRefusedException>(() => Read(file[..bytes])).Reason.ShouldBeOneOf(RefusalReason.Truncated, RefusalReason.NoPixels);
        for (var bytes = file.Length - 12; bytes < file.Length; bytes++)
            Refused(file[..bytes], RefusalReason.Truncated).Expected.ShouldBe("12 bytes of pixel data");
    }

    [Fact]
    public void Sequences_are_passed_over_but_not_without_end()
    {
        Grey(Valid.Raw(DicomBuilder.Rows, UndefinedSequence(30)).Build()).Length.ShouldBe(6);
        Refused(Valid.Raw(DicomBuilder.Rows, UndefinedSequence(40)).Build(), RefusalReason.Malformed).Found.ShouldBe("deeper ones");
    }

    [Fact]
    public void Unknown_content_of_undefined_length_is_read_as_implicit()
    {
        // UN, undefined length; one item of one implicit element (0009,0001) of two bytes, all delimited.
        byte[] unknown =
        [
            9, 0, 2, 16, (byte)'U', (byte)'N', 0, 0, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255, 9, 0, 1, 0, 2, 0, 0, 0, 7, 7, .. Ends,
        ];
        Grey(Valid.Raw(DicomBuilder.PatientOrientation, unknown).Set(DicomBuilder.PatientOrientation, "CS", @"L\F").Build()).Length.ShouldBe(6);
    }

    [Fact]
    public void Attribute_given_twice_is_refused()
        => Refused(Valid.Raw(DicomBuilder.Columns, 0x28, 0, 0x10, 0, (byte)'U', (byte)'S', 2, 0, 9, 0).Build(), RefusalReason.Malformed);

    [Fact]
    public void Refusal_never_shows_what_identifies()
    {
        foreach (var refused in new[]
        {
            Refused(Valid.Set(0x0008_0018, "UI", "Secret^Name").Build(), RefusalReason.Malformed),
            Refused(Valid.Set(DicomBuilder.PatientOrientation, "CS", "Secret^Name").Build(), RefusalReason.UnsupportedOrientation),
            Refused(Valid.Set(DicomBuilder.Frames, "IS", "Secret^Name").Build(), RefusalReason.Malformed),
            Refused(Valid.Set(DicomBuilder.Slope, "DS", "Secret^Name").Build(), RefusalReason.Malformed),
            Refused(Valid.Encode("Secret^Name").Build(), RefusalReason.UnsupportedTransferSyntax),
        })
        {
            refused.ToString().ShouldNotContain("Secret");
            refused.ToString().ShouldNotContain(DicomBuilder.SopInstanceUid);
        }
    }

    private static byte[] Ends => [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];

    /// <summary>Sequences of undefined length in one another, the innermost item empty.</summary>
    private static byte[] UndefinedSequence(int depth)
    {
        byte[] start = [8, 0, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 255, 255, 255, 255, 0xFE, 0xFF, 0, 0xE0, 255, 255, 255, 255];
        return [.. Enumerable.Repeat(start, depth).SelectMany(bytes => bytes), .. Enumerable.Repeat(Ends, depth).SelectMany(bytes => bytes)];
    }
}
