using System.Diagnostics;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Dicom;

public sealed class DigitalXRayTests : IDisposable
{
    private const int Rows = 71;
    private const int Columns = 93;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Photometric.Monochrome1, 10)]
    [InlineData(Photometric.Monochrome2, 10)]
    [InlineData(Photometric.Monochrome1, 12)]
    [InlineData(Photometric.Monochrome2, 16)]
    [InlineData(Photometric.Monochrome1, 16)]
    public void Written_radiograph_reads_as_it_was_drawn(Photometric photometric, int bits)
    {
        var drawn = Drawn(bits);
        var header = Header(photometric);

        var reading = RadiographFile.Read(DigitalXRay.Write(drawn, bits, header));

        (reading.Radiograph.Rows, reading.Radiograph.Columns, reading.Radiograph.Depth).ShouldBe((Rows, Columns, GreyDepth.Sixteen));
        reading.Radiograph.Grey.Values.SequenceEqual(drawn.Values).ShouldBeTrue();
        (reading.RowSpacingMm, reading.ColumnSpacingMm, reading.AcquisitionDate, reading.LateralityBasis).ShouldBe((0.143, 0.143, header.Date, LateralityBasis.Header));
        var identity = reading.Identity.ShouldNotBeNull();
        (identity.SopInstanceUid, identity.StudyInstanceUid, identity.SeriesInstanceUid, identity.PatientId)
            .ShouldBe((header.SopInstanceUid, header.StudyInstanceUid, header.SeriesInstanceUid, header.PatientId));
    }

    [Theory]
    [InlineData(Photometric.Monochrome1, "MONOCHROME1")]
    [InlineData(Photometric.Monochrome2, "MONOCHROME2")]
    public void Another_implementation_reads_the_header(Photometric photometric, string term)
    {
        var dump = Run("dcmdump", "-q", Store(DigitalXRay.Write(Drawn(12), 12, Header(photometric))));
        foreach (var word in new[]
        {
            term, "=DigitalXRayImageStorageForPresentation", "=LittleEndianExplicit", @"[L\F]", "[PELVIS]", "[AP]", @"[0.143\0.143]", "[20190531]", "[Phantom^One]", "[NO]", "US 12",
            "[AxSpA.Cloud phantom]",
        })
            dump.ShouldContain(word);
    }

    [Theory]
    [InlineData(Photometric.Monochrome1)]
    [InlineData(Photometric.Monochrome2)]
    public void Another_implementation_shows_bone_bright(Photometric photometric)
    {
        var drawn = Drawn(12);
        var picture = _folder["shown.tif"];
        Run("dcm2pnm", "+ot", "+Wm", Store(DigitalXRay.Write(drawn, 12, Header(photometric))), picture);
        var shown = RadiographFile.Read(File.ReadAllBytes(picture)).Radiograph.Grey;
        for (var at = 0; at < drawn.Values.Length; at++)
            Math.Abs(shown.Values[at] - (drawn.Values[at] / 4095.0 * 255)).ShouldBeLessThan(2, $"pixel {at}");
    }

    [Fact]
    public void Same_radiograph_gives_the_same_bytes()
        => DigitalXRay.Write(Drawn(12), 12, Header(Photometric.Monochrome1)).ShouldBe(DigitalXRay.Write(Drawn(12), 12, Header(Photometric.Monochrome1)));

    [Fact]
    public void What_the_file_could_not_hold_is_refused()
    {
        Should.Throw<ArgumentException>(() => DigitalXRay.Write(Drawn(12), 11, Header(Photometric.Monochrome2))).Message.ShouldContain("up to 2047");
        Should.Throw<ArgumentOutOfRangeException>(() => DigitalXRay.Write(Drawn(12), 17, Header(Photometric.Monochrome2)));
        Should.Throw<ArgumentException>(() => DigitalXRay.Write(Drawn(12), 12, Header(Photometric.Monochrome2) with { PatientName = "Müller" })).Message.ShouldContain("ASCII");
    }

    [Fact]
    public void Header_tells_nobody_whose_it_is() => $"{Header(Photometric.Monochrome1)}".ShouldNotContain("Phantom");

    [Fact]
    public void Uid_follows_from_its_names_alone()
    {
        var uid = DicomUid.Of("a", "bc");
        uid.ShouldBe(DicomUid.Of("a", "bc"));
        uid.ShouldNotBe(DicomUid.Of("ab", "c"));
        uid.ShouldMatch(@"^2\.25\.[1-9][0-9]{1,38}$");
    }

    private static Plane<ushort> Drawn(int bits)
        => new(Rows, Columns, [.. Enumerable.Range(0, Rows * Columns).Select(at => (ushort)((long)at * ((1 << bits) - 1) / ((Rows * Columns) - 1)))]);

    private static DigitalXRayHeader Header(Photometric photometric) => new()
    {
        SopInstanceUid = DicomUid.Of("image"),
        StudyInstanceUid = DicomUid.Of("study"),
        SeriesInstanceUid = DicomUid.Of("series"),
        PatientName = "Phantom^One",
        PatientId = "one",
        PatientIsMale = false,
        PatientAgeYears = 34,
        Date = new DateOnly(2019, 5, 31),
        PixelSpacingMm = 0.143,
        Photometric = photometric,
        Manufacturer = "AxSpA.Cloud phantom",
        InstitutionName = "site-1",
        DeidentificationMethod = "Synthetic",
    };

    private string Store(byte[] file)
    {
        File.WriteAllBytes(_folder["radiograph.dcm"], file);
        return _folder["radiograph.dcm"];
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
        errors.GetAwaiter().GetResult().ShouldBeEmpty();
        return output;
    }
}
