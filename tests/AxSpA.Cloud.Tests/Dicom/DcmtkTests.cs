using System.Diagnostics;
using AxSpA.Cloud.Dicom;
using OpenCvSharp;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

/// <summary>Reads what OFFIS DCMTK writes, an implementation of the standard that isn't ours.</summary>
public sealed class DcmtkTests : IDisposable
{
    private const int Rows = 70;
    private const int Columns = 90;

    private readonly string _folder = Directory.CreateTempSubdirectory("axspa-dcmtk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("+te")]
    [InlineData("+ti")]
    [InlineData("+tb")]
    [InlineData("-e")]
    [InlineData("+g")]
    public void Converted_file_reads_the_same(string option)
    {
        var source = DicomBuilder.Sixteen(Rows, Columns, Sixteen(Rows, Columns))
            .Raw(DicomBuilder.Samples, 0x20, 0, 0x15, 0x92, (byte)'S', (byte)'Q', 0, 0, 8, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0)
            .Set(DicomBuilder.PatientOrientation, "CS", @"L\F").Build();
        var converted = Convert("dcmconv", source, option);
        converted.ShouldNotBe(source);
        var reading = Read(converted);
        reading.Radiograph.Grey.Values.ToArray().ShouldBe(Sixteen(Rows, Columns));
        reading.Identity.ShouldNotBeNull().PatientId.ShouldBe(DicomBuilder.PatientId);
        reading.LateralityBasis.ShouldBe(LateralityBasis.Header);
    }

    [Fact]
    public void Deflated_and_compressed_files_are_refused_by_name()
    {
        var source = DicomBuilder.Sixteen(Rows, Columns, Sixteen(Rows, Columns)).Build();
        Refused(Convert("dcmconv", source, "+td"), RefusalReason.UnsupportedTransferSyntax).Found.ShouldStartWith("Deflated");
        Refused(Convert("dcmcjpeg", source, "+e1"), RefusalReason.UnsupportedTransferSyntax).Found.ShouldStartWith("JPEG Lossless, First-Order");
        Refused(Convert("dcmcrle", source), RefusalReason.UnsupportedTransferSyntax).Found.ShouldStartWith("RLE Lossless");
    }

    [Theory]
    [InlineData("MONOCHROME1")]
    [InlineData("MONOCHROME2")]
    public void Rendered_picture_equals_ours(string photometric)
    {
        // Eight bits without a window: the renderer has nothing to scale.
        var source = DicomBuilder.Eight(Rows, Columns, Eight(Rows, Columns)).Set(DicomBuilder.Photometric, "CS", photometric).Build();
        var expected = Grey(source);
        string[][] writers = [["+on", "+il"], ["+on", "-il"], ["+ot", "+Tl"], ["+ot", "+Tl", "+Ph"], ["+ot", "+Tr"], ["+ot", "+Tn", "+Rs", "7"]];
        foreach (var options in writers)
        {
            // Its inverting renderer rounds through a scale of 256 steps and is one level off for half of them.
            var rendered = Grey(Convert("dcm2pnm", source, options));
            rendered.Zip(expected, (theirs, ours) => Math.Abs(theirs - ours)).Max().ShouldBeLessThanOrEqualTo(photometric == "MONOCHROME1" ? 1 : 0);
        }
    }

    [Fact]
    public void Colour_picture_reads_as_it_was_written()
    {
        using var picture = new Mat(Rows, Columns, MatType.CV_8UC3, new Scalar(10, 200, 90));
        picture.Rectangle(new Rect(5, 9, 30, 20), new Scalar(255, 0, 7), -1);
        Cv2.ImEncode(".bmp", picture, out var bitmap);
        Cv2.ImEncode(".png", picture, out var png);
        Grey(Convert("img2dcm", bitmap, "-i", "BMP")).ShouldBe(Grey(png));
    }

    [Fact]
    public void Files_of_the_builder_are_valid()
        => Run("dcmdump", "-q", Store(DicomBuilder.Sixteen(Rows, Columns, Sixteen(Rows, Columns)).Build())).ShouldContain("MONOCHROME2");

    private byte[] Convert(string tool, byte[] source, params string[] options)
    {
        var target = Path.Combine(_folder, $"{Guid.NewGuid():N}.out");
        Run(tool, [.. options, Store(source), target]);
        return File.ReadAllBytes(target);
    }

    private string Store(byte[] file)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.in");
        File.WriteAllBytes(path, file);
        return path;
    }

    private static string Run(string tool, params string[] arguments)
    {
        var path = Path.Combine("/usr/bin", tool);
        if (!File.Exists(path))
            Assert.Skip($"{tool} is not installed (Debian package dcmtk)");
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{tool}: {errors.GetAwaiter().GetResult()}");
        return output;
    }
}
