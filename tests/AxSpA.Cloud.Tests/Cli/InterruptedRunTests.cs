using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>A run of twenty files that does not get to its end, and the same command again.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private const int Files = 20;
    private const int DoneBefore = 5;

    private readonly TemporaryFolder _folder = new();

    public InterruptedRunTests()
    {
        LightModels.Write(_folder["models"]);
        Directory.CreateDirectory(_folder["cohort"]);
        foreach (var seed in Enumerable.Range(1, Files))
            File.WriteAllBytes(_folder[$"cohort/{seed:00}.png"], PngImage.Encode(LightRadiographs.Draw(192, 224, seed)));
    }

    [Fact]
    [Trait("Requirement", "LED-04")]
    public async Task Killed_run_given_again_ends_as_if_nothing_had_happened()
    {
        // Begun again where the run was faster than this test.
        do
        {
            if (Directory.Exists(_folder["killed"]))
                Directory.Delete(_folder["killed"], recursive: true);
            using var killed = Start("killed");
            await ReadAsync(killed, DoneBefore);
            await killed.KillAsync();
        }
        while (WorkedLedger.Ended(_folder["killed"]) == Files);

        var runs = await Task.WhenAll(RunAsync("killed"), RunAsync("undisturbed"));
        var (again, undisturbed) = (runs[0], runs[1]);

        (again.Code, undisturbed.Code).ShouldBe((0, 0));
        again.Reports.Count.ShouldBe(Files);
        WithoutTimes(again, "killed").ShouldBe(WithoutTimes(undisturbed, "undisturbed"));
        Artifacts("killed").ShouldBe(Artifacts("undisturbed"));
        Directory.GetFileSystemEntries(_folder["killed/blobs/.incoming"]).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Terminated_run_says_so_with_130_and_goes_on_when_given_again()
    {
        CommandRun run;
        do
        {
            // As above.
            if (Directory.Exists(_folder["work"]))
                Directory.Delete(_folder["work"], recursive: true);
            using var terminated = Start("work");
            await ReadAsync(terminated, DoneBefore);
            terminated.Terminate();
            run = await terminated.EndAsync();
        }
        while (run.Reports.Count == Files - DoneBefore);

        run.Code.ShouldBe(130);
        run.Errors.ShouldEndWith("axspa: interrupted; the same command goes on where it stopped\n");
        var again = await RunAsync("work");
        again.Code.ShouldBe(0);
        again.Reports.Count.ShouldBe(Files);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task ReadAsync(AxspaProcess process, int lines)
    {
        for (var line = 0; line < lines; line++)
            (await process.OutputLineAsync()).ShouldContain("\"completed\"");
    }

    private AxspaProcess Start(string work)
        => AxspaProcess.Start(_folder["home"], "analyze", _folder["cohort"], "--models", _folder["models"], "--out", _folder[work], "--json");

    private async Task<CommandRun> RunAsync(string work)
    {
        using var process = Start(work);
        return await process.EndAsync();
    }

    /// <summary>Every report, by file, less its times and the name of its work folder.</summary>
    private List<string> WithoutTimes(CommandRun run, string work) =>
    [
        .. run.Reports.OrderBy(report => report.Key, StringComparer.Ordinal).Select(report =>
        {
            var members = JsonNode.Parse(report.Value.GetRawText())!.AsObject();
            members.Remove("milliseconds");
            return members.ToJsonString().Replace(_folder[work], "", StringComparison.Ordinal);
        }),
    ];

    /// <summary>The copied artifacts: name and content of each.</summary>
    private List<string> Artifacts(string work) =>
    [
        .. Directory.EnumerateFiles(_folder[$"{work}/results"], "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(_folder[work], file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
