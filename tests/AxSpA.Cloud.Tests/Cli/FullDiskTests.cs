using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>Work folders on a disk that is too small: the process says so and ends, and with more room the same command completes.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FullDiskTests() => LightModels.Write(_folder["models"]);

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Files_are_refused_while_there_is_still_room_to_say_so()
    {
        using var disk = new SmallDisk(_folder["disk"], mebibytes: 36);
        var files = Enumerable.Range(1, 5).Select(seed => Draw($"{seed}.png", 960, 1280, seed, GreyDepth.Sixteen)).ToList();

        var run = await RunAsync(disk, files);

        run.Code.ShouldBe(1, run.Errors);
        run.Reports.Count.ShouldBe(files.Count);
        var outcomes = run.Reports.Values.Select(report => report.GetProperty("outcome").GetString()).ToList();
        outcomes.ShouldBe([.. outcomes.OrderBy(outcome => outcome == "refused")], "once refused, always refused");
        (outcomes[0], outcomes[^1]).ShouldBe(("completed", "refused"));
        var refused = run.Reports["5.png"];
        BadInputTable.ShouldSay("less than 32 MiB free", $"refused, `{refused.GetProperty("reason").GetString()}`", refused.GetProperty("detail").GetString()!);
        await CompletesWithMoreRoomAsync(disk, files);
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Disk_that_fills_up_in_the_middle_ends_the_run_and_leaves_nothing_half_stored()
    {
        using var disk = new SmallDisk(_folder["disk"], mebibytes: 36);
        List<string> files = [Draw("a.png", 2000, 2000, 1, GreyDepth.Sixteen)];

        var run = await RunAsync(disk, files);

        run.Code.ShouldBe(3, run.Errors);
        var report = run.Reports["a.png"];
        BadInputTable.ShouldSay(
            "radiograph that fills the disk", $"parked, `{report.GetProperty("reason").GetString()}`", report.GetProperty("detail").GetString()!);
        disk.Resize(mebibytes: 320);
        (await AxspaProcess.RunAsync(_folder["home"], "replay", "--out", Path.Combine(disk.Path, "work"))).Errors.ShouldBe("axspa: 1 analysis waits again\n");
        await CompletesWithMoreRoomAsync(disk, files);
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Disk_that_another_fills_so_that_not_even_the_ledger_can_be_written_ends_the_run()
    {
        const int Rows = 3008;
        List<string> files = [Draw("a.png", Rows, 3008, 1, GreyDepth.Eight)];

        // Begun again where a stage was faster than this test.
        while (!await FillsInTheMiddleAsync())
        {
        }

        async Task<bool> FillsInTheMiddleAsync()
        {
            using var disk = new SmallDisk(_folder["disk"], mebibytes: 64);
            using var axspa = Start(disk, files);
            if (!await WorkedLedger.HoldAttemptAsync(axspa, Path.Combine(disk.Path, "work"), Rows, attempt: 1))
                return false;
            disk.Fill();
            axspa.Resume();

            var run = await axspa.EndAsync();

            (run.Code, run.Output).ShouldBe((1, ""), run.Errors);
            // The last word: before it stands what could no longer be written, as far as the machine came with it.
            BadInputTable.ShouldSay("disk that another fills meanwhile", "exit 1", run.Errors.TrimEnd('\n').Split('\n')[^1]);
            await CompletesWithMoreRoomAsync(disk, files);
            return true;
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task CompletesWithMoreRoomAsync(SmallDisk disk, List<string> files)
    {
        Directory.GetFileSystemEntries(Path.Combine(disk.Path, "work/blobs/.incoming")).ShouldBeEmpty();
        disk.Resize(mebibytes: 320);
        var again = await RunAsync(disk, files);
        again.Code.ShouldBe(0, again.Errors);
        again.Reports.Count.ShouldBe(files.Count);
    }

    private string Draw(string name, int rows, int columns, int seed, GreyDepth depth)
    {
        File.WriteAllBytes(_folder[name], PngImage.Encode(LightRadiographs.Draw(rows, columns, seed, depth)));
        return _folder[name];
    }

    private AxspaProcess Start(SmallDisk disk, List<string> files)
        => AxspaProcess.Start(_folder["home"], ["analyze", .. files, "--models", _folder["models"], "--out", Path.Combine(disk.Path, "work"), "--json"]);

    private async Task<CommandRun> RunAsync(SmallDisk disk, List<string> files)
    {
        using var process = Start(disk, files);
        return await process.EndAsync();
    }
}
