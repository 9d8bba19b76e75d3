using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using Shouldly;

namespace AxSpA.Cloud.Tests.Embedded;

public class TwiceIsOnceTests
{
    [Fact]
    [Trait("Requirement", "ING-03")]
    public async Task Same_pixels_in_another_format_run_no_inference_and_say_so()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        await using var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"]);
        var png = EmbeddedRun.Png(seed: 1);
        using var decoded = Cv2.ImDecode(png, ImreadModes.Unchanged);
        Cv2.ImEncode(".tif", decoded, out var tiff);

        var first = await run.AnalyseAsync(png);
        var again = await run.AnalyseAsync(png);
        var other = await run.AnalyseAsync(tiff, new Submission { Subject = "another" });

        first.RepeatsEarlier.ShouldBeFalse();
        again.Facts.AnalysisId.ShouldBe(first.Facts.AnalysisId);
        other.Facts.RadiographId.ShouldNotBe(first.Facts.RadiographId);
        other.RepeatsEarlier.ShouldBeTrue();
        other.Facts.AnatomyAware!.Classified!.Probability.ShouldBe(first.Facts.AnatomyAware!.Classified!.Probability);
        other.Facts.AnatomyAware.Explained!.HeatMap.ShouldBe(first.Facts.AnatomyAware.Explained!.HeatMap);
        RecordsOf(folder, "segmentation").ShouldBe(1);
        RecordsOf(folder, "classification").ShouldBe(2);
    }

    [Fact]
    public async Task Two_copies_at_once_are_computed_once()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        await using var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"]);
        var png = EmbeddedRun.Png(seed: 1);

        var both = await Task.WhenAll(
            run.AnalyseAsync(png, new Submission { Subject = "one" }),
            run.AnalyseAsync(png, new Submission { Subject = "two" }));

        both.Count(result => result.RepeatsEarlier).ShouldBe(1);
        RecordsOf(folder, "segmentation").ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "ING-04")]
    public async Task Other_preprocessing_in_the_same_work_folder_is_another_analysis_on_the_same_segmentation()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["paper"], seed: 2);
        LightModels.Write(folder["app"], seed: 2, preprocessing: "app-1");
        var png = EmbeddedRun.Png(seed: 1);
        AnalysisResult paper, app;
        await using (var run = await EmbeddedRun.StartAsync(folder["work"], folder["paper"]))
            paper = await run.AnalyseAsync(png);
        await using (var run = await EmbeddedRun.StartAsync(folder["work"], folder["app"]))
            app = await run.AnalyseAsync(png);

        app.Facts.RadiographId.ShouldBe(paper.Facts.RadiographId);
        app.Facts.AnalysisId.ShouldNotBe(paper.Facts.AnalysisId);
        app.RepeatsEarlier.ShouldBeFalse();
        app.Facts.Segmented!.LabelMap.ShouldBe(paper.Facts.Segmented!.LabelMap);
        RecordsOf(folder, "cropping").ShouldBe(2);
    }

    [Theory]
    [InlineData(LightPelvis.WithoutSacrum, "expected a pelvis with a sacrum")]
    [InlineData(LightPelvis.WithoutIlia, "expected an ilium on at least one side")]
    [InlineData(LightPelvis.Empty, "expected a pelvis with a sacrum")]
    internal async Task Radiograph_without_pelvis_is_rejected_with_its_reason_and_keeps_its_standard_result(LightPelvis pelvis, string reason)
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        await using var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"]);

        var result = await run.AnalyseAsync(EmbeddedRun.Png(seed: 1, pelvis));

        result.State.ShouldBe(AnalysisState.Rejected);
        result.Facts.Detail.ShouldNotBeNull().ShouldStartWith(reason);
        result.Facts.AnatomyAware!.Classified.ShouldBeNull();
        result.Facts.Standard!.Classified.ShouldNotBeNull();
    }

    [Fact]
    public async Task Joint_that_was_not_met_is_found_by_the_fallback_and_says_so()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        await using var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"]);

        var gap = await run.AnalyseAsync(EmbeddedRun.Png(seed: 1, LightPelvis.GapOnTheLeft, GreyDepth.Sixteen));
        var oneSide = await run.AnalyseAsync(EmbeddedRun.Png(seed: 1, LightPelvis.WithoutLeftIlium));

        gap.Facts.Cropped!.LeftJoint.ShouldBe(Cloud.Contracts.V1.JointFinding.MedianHeightFallback);
        gap.Facts.Cropped.RightJoint.ShouldBe(Cloud.Contracts.V1.JointFinding.Intersection);
        oneSide.State.ShouldBe(AnalysisState.Completed);
        oneSide.Facts.Cropped!.LeftJoint.ShouldBe(Cloud.Contracts.V1.JointFinding.NotFound);
        oneSide.Facts.Cropped.LeftJointMask.ShouldBeNull();
    }

    [Fact]
    public async Task Model_the_process_does_not_hold_is_never_replaced_by_another()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        LightModels.Write(folder["other"], seed: 3);
        Guid analysisId;
        await using (var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"], onlyGiven: true))
            analysisId = (await run.Intake.AcceptAsync(EmbeddedRun.Png(seed: 1), new Submission(), TestContext.Current.CancellationToken)).AnalysisId;

        await using var others = await EmbeddedRun.StartAsync(
            folder["work"], folder["other"], overrides: [("Ingestion:Ledger:Tick", "00:00:00.050"), ("Ingestion:Ledger:FaultPause", "00:00:00.010")]);
        var result = await others.Results.WaitAsync(analysisId, TestContext.Current.CancellationToken);

        result.State.ShouldBe(AnalysisState.Parked);
        result.Facts.Detail.ShouldNotBeNull().ShouldContain("expected model light-");
    }

    [Fact]
    [Trait("Requirement", "ING-04")]
    public async Task Artifact_whose_bytes_changed_between_two_stages_is_no_result_but_a_failure_that_names_both_digests()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        var png = EmbeddedRun.Png(seed: 1);
        BlobReference map;
        await using (var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"]))
            map = (await run.AnalyseAsync(png)).Facts.Segmented!.LabelMap;
        var file = Path.Combine(folder["work"], "blobs", map.Container, map.Name);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        // Cropping has its work to do again, and reads what Segmentation's record names.
        Directory.Delete(Directory.EnumerateDirectories(Path.Combine(folder["work"], "blobs"), "cropping", SearchOption.AllDirectories).Single(), recursive: true);

        await using var again = await EmbeddedRun.StartAsync(
            folder["work"], folder["models"], overrides: [("Ingestion:Ledger:Tick", "00:00:00.050"), ("Ingestion:Ledger:FaultPause", "00:00:00.010")]);
        var result = await again.AnalyseAsync(png, new Submission { Subject = "another" });

        result.State.ShouldBe(AnalysisState.Parked);
        var detail = result.Facts.Detail.ShouldNotBeNull();
        detail.ShouldContain("cropping-");
        detail.ShouldContain(map.Sha256);
        detail.ShouldContain(BlobReading.Describe(map.Container, map.Name, map.MediaType, bytes).Sha256);
        result.Facts.AnatomyAware?.Classified.ShouldBeNull();
    }

    [Fact]
    public async Task Failure_of_a_library_is_told_by_its_queue_and_its_kind_and_not_in_its_words()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        await using var run = await EmbeddedRun.StartAsync(
            folder["work"],
            folder["models"],
            services =>
            {
                var store = services.Last(service => service.ServiceType == typeof(IBlobStore)).ImplementationFactory!;
                services.AddSingleton<IBlobStore>(provider => new StandingBlobStore((IBlobStore)store(provider))
                {
                    BeforeReading = _ => throw new InvalidDataException("expected /secret/folder, found 10.0.0.5", new FormatException("secret")),
                });
            },
            overrides: [("Ingestion:Ledger:Tick", "00:00:00.050"), ("Ingestion:Ledger:FaultPause", "00:00:00.010")]);

        var result = await run.AnalyseAsync(EmbeddedRun.Png(seed: 1));

        result.State.ShouldBe(AnalysisState.Parked);
        result.Facts.Detail.ShouldNotBeNull().ShouldMatch("^3 attempts, none ended: (segmentation|classification)-[a-z-]+: System.FormatException$");
    }

    private static int RecordsOf(TemporaryFolder folder, string stage)
        => Directory.EnumerateFiles(Path.Combine(folder["work"], "blobs"), "result.json", SearchOption.AllDirectories)
            .Count(path => path.Contains($"/{stage}/", StringComparison.Ordinal));
}
