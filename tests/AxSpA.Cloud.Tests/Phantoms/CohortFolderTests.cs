using System.Security.Cryptography;
using System.Text.Json;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Phantoms;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Writing;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using PngImage = AxSpA.Cloud.Imaging.PngImage;

namespace AxSpA.Cloud.Tests.Phantoms;

public sealed class CohortFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Requirement", "PHA-01")]
    public async Task Same_arguments_give_the_same_bytes_however_many_are_drawn_at_once()
    {
        var one = await RunAsync("one", "--sites", "2", "--visits", "2", "--png", "--at-once", "1");
        var two = await RunAsync("two", "--sites", "2", "--visits", "2", "--png", "--at-once", "2");

        (one.Code, two.Code).ShouldBe((0, 0), one.Errors + two.Errors);
        one.Output.ShouldContain(_folder["one/manifest.csv"]);
        var files = Digests("one");
        files.ShouldBe(Digests("two"));
        files.Count.ShouldBe((4 * 4) + 3);
        files.ShouldAllBe(file => !file.Contains(".partial") && !file.Contains(".unfinished"));
    }

    [Fact]
    [Trait("Requirement", "PHA-01")]
    public async Task Same_arguments_give_the_same_bytes_however_long_the_processors_vectors_are()
    {
        (await RunAsync("wide")).Code.ShouldBe(0);
        using var process = AxspaProcess.StartBy(
            ["env", "DOTNET_PreferredVectorBitWidth=128"], _folder["home"], "phantom", "cohort", "--subjects", "2", "--out", _folder["narrow"]);
        var narrow = await process.EndAsync();

        narrow.Code.ShouldBe(0, narrow.Errors);
        Digests("narrow").ShouldBe(Digests("wide"));
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Every_file_of_a_cohort_says_what_was_drawn()
    {
        (await RunAsync("cohort", "--sites", "2", "--png", "--seed", "5")).Code.ShouldBe(0);
        var cohort = PhantomCohort.Of(new CohortPlan { Seed = 5, Subjects = 2, Sites = [new("site-1", 0.5), new("site-2", 0.5)] });

        var manifest = PhantomManifest.Read(_folder["cohort/manifest.csv"]);

        foreach (var (row, subject) in manifest.Rows.Zip(cohort.Subjects))
        {
            var drawn = PhantomRenderer.Draw(cohort.PlanOf(subject, subject.Visits[0]));
            var reading = RadiographFile.Read(Bytes(row.File));
            reading.Radiograph.Grey.Values.SequenceEqual(drawn.Pixels.Values).ShouldBeTrue();
            (reading.AcquisitionDate, reading.Identity!.PatientId, reading.RowSpacingMm!.Value).ShouldBe((row.VisitDate, subject.Name, Math.Round(drawn.PixelSpacing, 6)));
            PngImage.Decode16(Bytes(Path.ChangeExtension(row.File, ".png"))).Values.SequenceEqual(drawn.Pixels.Values).ShouldBeTrue();
            PngImage.Decode8(Bytes(row.LabelMap)).Values.SequenceEqual(drawn.Labels.Values).ShouldBeTrue();
            PhantomMaskFile.Decode(Bytes(CohortFiles.MasksOf(row))).RightJoint.Values.SequenceEqual(drawn.Masks.RightJoint.Values).ShouldBeTrue();
        }

        PhantomDicom.PhotometricOf("site-1").ShouldNotBe(PhantomDicom.PhotometricOf("site-2"));
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Record_names_arguments_planted_truth_and_the_manifest()
    {
        (await RunAsync("cohort", "--visits", "3", "--risk-ratio", "3", "--prevalence", "0")).Code.ShouldBe(0);
        var record = JsonSerializer.Deserialize<JsonElement>(Bytes(CohortFiles.Record));
        record.GetProperty("manifest_sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Bytes(PhantomManifest.FileName))));
        record.GetProperty("arguments").GetProperty("risk_ratio").GetDouble().ShouldBe(3);
        record.GetProperty("sites")[0].GetProperty("prevalence").GetDouble().ShouldBe(0);
        record.GetProperty("planted_risk").GetProperty("ratio").GetDouble().ShouldBe(3);
        record.GetProperty("at_risk").EnumerateArray().ShouldNotBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Follow_ups_come_into_the_registry()
    {
        (await RunAsync("cohort", "--visits", "2")).Code.ShouldBe(0);

        var import = await CommandRun.OfAsync("risk", "import", "--cohort", "DAMACT", _folder["cohort/follow_ups.csv"], "--out", _folder["work"]);

        // A visit each, three readings each, and the clinical variables of both subjects.
        (import.Code, import.Output).ShouldBe((0, "18 records on 12 lines: 18 accepted\n"), import.Errors);
    }

    [Fact]
    [Trait("Requirement", "PHA-01")]
    public async Task Interrupted_cohort_has_no_manifest_and_the_same_command_goes_on()
    {
        var cohort = PhantomCohort.Of(new CohortPlan { Seed = 0, Subjects = 2, Sites = [new("site-1", 0.5)], Visits = 2 });
        using (var stopped = new CancellationTokenSource())
        using (var folder = CohortFolder.Open(_folder["cohort"], cohort, pictures: false))
            await Should.ThrowAsync<OperationCanceledException>(() => folder.WriteAsync(1, stopped.Cancel, stopped.Token));
        Directory.GetFiles(_folder["cohort/radiographs"]).ShouldHaveSingleItem();
        File.Exists(_folder["cohort/manifest.csv"]).ShouldBeFalse();

        (await RunAsync("cohort", "--visits", "3")).Errors.ShouldContain("an unfinished cohort of other arguments");
        (await RunAsync("cohort", "--visits", "2")).Code.ShouldBe(0);
        (await RunAsync("whole", "--visits", "2")).Code.ShouldBe(0);

        Digests("cohort").ShouldBe(Digests("whole"));
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Folder_with_files_in_it_is_left_alone()
    {
        Directory.CreateDirectory(_folder["mine"]);
        File.WriteAllText(_folder["mine/letter.txt"], "");

        var run = await RunAsync("mine");

        (run.Code, run.Errors).ShouldBe((2, $"axspa: --out: expected a new or empty folder, found {_folder["mine"]} with files in it\n"));
        Directory.GetFileSystemEntries(_folder["mine"]).ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Finished_cohort_is_not_written_over()
    {
        (await RunAsync("cohort")).Code.ShouldBe(0);
        (await RunAsync("cohort")).Errors.ShouldContain("with files in it, a finished cohort");
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Folder_in_use_or_that_cannot_be_is_named()
    {
        var cohort = PhantomCohort.Of(new CohortPlan { Seed = 0, Subjects = 2, Sites = [new("site-1", 0.5)] });
        using (CohortFolder.Open(_folder["used"], cohort, pictures: false))
            (await RunAsync("used")).Errors.ShouldContain($"expected a folder that no other axspa is writing to, found {_folder["used"]} in use");
        File.WriteAllText(_folder["file"], "");
        var run = await RunAsync("file");
        (run.Code, run.Errors).ShouldBe((2, run.Errors));
        run.Errors.ShouldStartWith($"axspa: --out: expected a folder that can be written, found {_folder["file"]}: ");
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Folder_that_may_not_be_written_is_named()
    {
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
        Directory.CreateDirectory(_folder["theirs"], readable);
        // Nothing is closed to root, so root's axspa is started as nobody.
        string[] starter = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

        using var process = AxspaProcess.StartBy(starter, _folder["home"], "phantom", "cohort", "--subjects", "2", "--out", _folder["theirs"]);
        var run = await process.EndAsync();

        (run.Code, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldStartWith($"axspa: --out: expected a folder that can be written, found {_folder["theirs"]}: ");
        Directory.GetFileSystemEntries(_folder["theirs"]).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Disk_with_too_little_room_is_named_before_anything_is_drawn()
    {
        using var disk = new SmallDisk(_folder["disk"], mebibytes: 4);
        var run = await RunAsync("disk/cohort");
        (run.Code, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldMatch(@"^axspa: --out: expected about [0-9]+ MiB of room on the disk of .*, found [34] MiB\n$");
    }

    [Fact]
    [Trait("Requirement", "PHA-02")]
    public async Task Disk_that_another_fills_is_named_and_the_same_command_goes_on_with_more_room()
    {
        using var disk = new SmallDisk(_folder["disk"], mebibytes: 64);
        var cohort = PhantomCohort.Of(new CohortPlan { Seed = 0, Subjects = 2, Sites = [new("site-1", 0.5)] });
        using (var folder = CohortFolder.Open(_folder["disk/cohort"], cohort, pictures: false))
        {
            disk.Fill();
            var refusal = await Should.ThrowAsync<CohortFolderException>(() => folder.WriteAsync(2, () => { }, Cancellation));
            refusal.Message.ShouldBe($"expected room on the disk of {_folder["disk/cohort"]}, found it full; free some and give the same command again");
        }

        Directory.EnumerateFiles(_folder["disk/cohort"], "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();
        File.Delete(_folder["disk/filler"]);
        (await RunAsync("disk/cohort")).Code.ShouldBe(0);
    }

    [Theory]
    [Trait("Requirement", "PHA-02")]
    [InlineData("--prevalence 1.5", "--prevalence: expected 0 to 1, or SITE=NUMBER,…, found 1.5")]
    [InlineData("--prevalence site-2=0.5", "--prevalence: expected a number of each of site-1, found site-2=0.5")]
    [InlineData("--sites 2 --prevalence site-1=0.5", "--prevalence: expected a number of each of site-1, site-2, found none of site-2")]
    [InlineData("--prevalence site-1=0.5,site-1=0.4", "--prevalence: expected each site once, found site-1 again")]
    [InlineData("--prevalence site-1=", "--prevalence: expected 0 to 1 for site-1, found nothing")]
    [InlineData("--readers 2", "--readers: expected an odd number 1 to 9, so that the majority decides, found 2")]
    [InlineData("--site ../x", "--site: expected 1 to 40 letters, digits, '-', '_' or '.', a letter or digit first, found ../x")]
    [InlineData("--sites 3", "--sites: expected 1 to 2, a subject each at least, found 3")]
    [InlineData("--visits 2 --risk-ratio 0.5", "--risk-ratio: expected 1 to 100, found 0.5")]
    public async Task Argument_that_means_nothing_is_refused_before_a_folder_is_made(string arguments, string expected)
    {
        var run = await RunAsync("cohort", arguments.Split(' '));
        (run.Code, run.Errors).ShouldBe((2, $"axspa: {expected}\n"));
        Directory.Exists(_folder["cohort"]).ShouldBeFalse();
    }

    private Task<CommandRun> RunAsync(string folder, params string[] more)
        => CommandRun.OfAsync(["phantom", "cohort", "--subjects", "2", "--out", _folder[folder], .. more]);

    private byte[] Bytes(string file) => File.ReadAllBytes(_folder[$"cohort/{file}"]);

    private List<string> Digests(string folder) =>
    [
        .. Directory.EnumerateFiles(_folder[folder], "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(_folder[folder], file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
