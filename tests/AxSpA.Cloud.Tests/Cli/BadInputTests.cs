using System.Text.Json;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Dicom;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>Everything that is no good radiograph, given to one run between files that are.</summary>
public sealed class BadInputTests : IDisposable
{
    private const int Rows = 192, Columns = 224;

    private readonly TemporaryFolder _folder = new();

    private static DicomBuilder SmallDicom => DicomBuilder.Sixteen(64, 64, Pictures.Sixteen(64, 64));

    /// <summary>Line of the README's table, file, what is said of it. The known UID is that of <c>known.dcm</c>, which comes before.</summary>
    private static readonly (string Input, byte[] File, string Outcome, string? Reason, string Said)[] Cases =
    [
        ("empty file", [], "refused", "Empty", "expected a radiograph file, found no bytes"),
        ("text, PDF, GIF and other files", "Dear colleague,\n"u8.ToArray(), "refused", "UnknownFormat", "expected a DICOM, PNG, JPEG or TIFF file, found text"),
        ("truncated PNG", PngImage.Encode(LightRadiographs.Draw(Rows, Columns, seed: 1))[..1000], "refused", "Truncated", "expected 8192 bytes in the PNG chunk IDAT, found 955"),
        ("truncated DICOM", SmallDicom.Build()[..^100], "refused", "Truncated", "expected 8192 bytes of pixel data, found 8092"),
        ("1 × 1 pixels", PngBuilder.Grey(1, 1, [7]), "refused", "TooSmall", "expected at least 64 × 64 pixels, found 1 × 1"),
        ("20,000 × 20,000 pixels, before memory is taken", new PngBuilder(20_000, 20_000, 8, 0).Build([]), "refused", "TooLarge", "expected at most 10000 × 10000 pixels, found 20000 × 20000"),
        ("9,000 × 9,000 pixels, more than 64 Mi in all", new PngBuilder(9000, 9000, 8, 0).Build([]), "refused", "TooLarge", "expected at most 67108864 pixels, found 9000 × 9000, 81000000"),
        ("all black", PngBuilder.Grey(64, 64, new byte[64 * 64]), "refused", "Constant", "expected a radiograph with at least two grey values, found one (0)"),
        ("RGB with alpha", Opaque(LightRadiographs.Draw(Rows, Columns, seed: 2)), "completed", null, ""),
        ("PNG with a wrong checksum", Damaged(PngImage.Encode(LightRadiographs.Draw(Rows, Columns, seed: 7))), "refused", "Malformed", "expected the PNG chunk IDAT as its checksum says, found other bytes"),
        ("DICOM without pixels", SmallDicom.Remove(DicomBuilder.PixelData, DicomBuilder.Rows, DicomBuilder.Columns).Build(), "refused", "NoPixels", "expected pixel data in the DICOM file, found none"),
        ("multi-frame DICOM", SmallDicom.Set(DicomBuilder.Frames, "IS", "12").Build(), "refused", "MultiFrame", "expected 1 in the attribute Number of Frames, found 12"),
        ("animated PNG", new PngBuilder(64, 64, 8, 0).With("acTL", 0, 0, 0, 2, 0, 0, 0, 0).Unfiltered(Pictures.Eight(64, 64)).Build(), "refused", "MultiFrame", "expected one picture, found an animated PNG"),
        ("wrong photometric interpretation", SmallDicom.Set(DicomBuilder.Photometric, "CS", "PALETTE COLOR").Build(), "refused", "UnsupportedPhotometric", "expected the Photometric Interpretation MONOCHROME1, MONOCHROME2 or RGB, found PALETTE COLOR"),
        ("samples of 32 bits", SmallDicom.Set(DicomBuilder.BitsAllocated, "US", 32).Build(), "refused", "UnsupportedPixelType", "expected 8 or 16 in the attribute Bits Allocated, found 32"),
        ("lateral radiograph, by its header", SmallDicom.Set(DicomBuilder.PatientOrientation, "CS", @"A\F").Build(), "refused", "UnsupportedOrientation", @"expected a Patient Orientation with one direction of L or R and one of H or F, such as L\F, found A\F"),
        ("picture that names the patient, by its header", SmallDicom.Set(0x0028_0301, "CS", "YES").Build(), "refused", "BurnedInAnnotation", "expected a picture that does not itself name the patient (Burned In Annotation NO, or none), found YES"),
        ("lossless JPEG", [0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 8, 0, 64, 0, 64, 1, 1, 0x11, 0, 0xFF, 0xD9], "refused", "UnsupportedCompression", "expected a baseline, extended or progressive JPEG, found a lossless JPEG"),
        ("compressed DICOM", SmallDicom.Encode("1.2.840.10008.1.2.4.90").Build(), "refused", "UnsupportedTransferSyntax", "expected an uncompressed DICOM file (Implicit or Explicit VR Little Endian, Explicit VR Big Endian), found JPEG 2000 Lossless (1.2.840.10008.1.2.4.90)"),
        ("known SOP Instance UID with other pixels", Dicom(seed: 4), "refused", "IdentityConflict", "expected the pixels that this SOP Instance UID had before (SHA-256 19fc10530087…), found others (4c7178396648…)"),
        ("radiograph without a sacrum", PngImage.Encode(LightRadiographs.Draw(Rows, Columns, seed: 5, pelvis: LightPelvis.WithoutSacrum)), "rejected", "NoSacrum", "expected a pelvis with a sacrum, found no sacrum pixel (left ilium 4704, right ilium 4704 pixels)"),
        ("radiograph without ilia", PngImage.Encode(LightRadiographs.Draw(Rows, Columns, seed: 6, pelvis: LightPelvis.WithoutIlia)), "rejected", "NoIlium", "expected an ilium on at least one side, found none (sacrum 4032 pixels)"),
    ];

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Bad_file_is_refused_as_the_readme_says_leaves_nothing_and_the_others_go_on()
    {
        LightModels.Write(_folder["models"]);
        Directory.CreateDirectory(_folder["nothing here"]);
        List<string> given = [Write("known.dcm", Dicom(seed: 3))];
        for (var number = 0; number < Cases.Length; number++)
        {
            given.Add(Write($"bad {number}.png", Cases[number].File));
            given.Add(Write($"good {number}.png", PngImage.Encode(LightRadiographs.Draw(Rows, Columns, seed: 100 + number))));
        }

        using (var large = File.Create(_folder["large.png"]))
            large.SetLength((512L << 20) + 1);
        var run = await AxspaProcess.RunAsync(
            _folder["home"], ["analyze", .. given, _folder["large.png"], _folder["missing.png"], _folder["nothing here"], "--models", _folder["models"], "--out", _folder["work"], "--json"]);

        run.Code.ShouldBe(1, run.Errors);
        run.Reports.Count.ShouldBe(given.Count + 3);
        run.Reports.Values.Count(report => Text(report, "outcome") == "completed").ShouldBe(Cases.Length + 2);
        for (var number = 0; number < Cases.Length; number++)
        {
            var (input, _, outcome, reason, said) = Cases[number];
            ShouldBe(run.Reports[$"bad {number}.png"], input, outcome, reason, said);
            Text(run.Reports[$"good {number}.png"], "outcome").ShouldBe("completed", input);
        }

        ShouldBe(run.Reports["large.png"], "file of more than 512 MiB", "refused", "TooManyBytes", "expected at most 536870912 bytes, found 536870913");
        ShouldBe(run.Reports["missing.png"], "path that isn't there", "refused", "FileNotFound", "expected a file or a folder, found nothing at this path");
        ShouldBe(run.Reports["nothing here"], "folder without radiographs", "refused", "NoRadiographs", "expected PNG, JPEG, TIFF or DICOM files in the folder, found none");
        await OnlyAcceptedFilesAreKeptAsync(run.Reports.Values.Select(report => Text(report, "radiographId")).OfType<string>().Distinct().Count());
    }

    [Fact]
    public void Every_line_of_the_readmes_table_is_some_tests_line()
        => BadInputTable.Inputs.ShouldBe(
            [
                .. Cases.Select(line => line.Input),
                "file of more than 512 MiB",
                "path that isn't there",
                "folder without radiographs",
                "folder without permission",
                "file without permission",
                "less than 32 MiB free",
                "radiograph that fills the disk",
                "disk that another fills meanwhile",
                "radiograph that kills the process",
                "work folder without permission",
                "work folder in use",
                "checkpoint that would run code",
                "truncated checkpoint",
                "model of the wrong shape",
            ],
            ignoreOrder: true);

    public void Dispose() => _folder.Dispose();

    private static void ShouldBe(JsonElement report, string input, string outcome, string? reason, string said)
    {
        (Text(report, "outcome"), Text(report, "reason"), Text(report, "detail") ?? "").ShouldBe((outcome, reason, said), input);
        BadInputTable.ShouldSay(input, reason is null ? outcome : $"{outcome}, `{reason}`", said);
    }

    private static string? Text(JsonElement report, string name) => report.GetProperty(name).GetString();

    private static byte[] Dicom(int seed)
        => DicomBuilder.Sixteen(Rows, Columns, LightRadiographs.Draw(Rows, Columns, seed, GreyDepth.Sixteen).Grey.Values.ToArray()).Build();

    /// <summary>A bit of the pixels' checksum is turned; the end's twelve bytes lie behind it.</summary>
    private static byte[] Damaged(byte[] png)
    {
        png[^13] ^= 1;
        return png;
    }

    private static byte[] Opaque(Radiograph radiograph)
        => new PngBuilder(radiograph.Rows, radiograph.Columns, 8, 6)
            .Unfiltered([.. radiograph.Grey.Values.ToArray().SelectMany(grey => new byte[] { (byte)grey, (byte)grey, (byte)grey, 128 })])
            .Build();

    private async Task OnlyAcceptedFilesAreKeptAsync(int accepted)
    {
        using var ledger = LedgerAccess.Open(_folder["work"]);
        await using var context = await ledger.Services.GetRequiredService<IDbContextFactory<LedgerContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await context.Radiographs.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(accepted);
        (await context.Analyses.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(accepted);
        var blobs = Directory.GetDirectories(_folder["work/blobs"]).SelectMany(container => Directory.GetDirectories(container));
        blobs.Count().ShouldBe(accepted);
        Directory.GetFileSystemEntries(_folder["work/blobs/.incoming"]).ShouldBeEmpty();
    }

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
