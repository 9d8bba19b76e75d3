using System.Globalization;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>What an ordinary user may not read or write. Nothing is closed to root, so root's axspa is started as nobody.</summary>
public sealed class UnprivilegedTests : IDisposable
{
    private const UnixFileMode Open = (UnixFileMode)0b111_111_111;
    private const string Nobody = "65534";

    private static readonly string[] Starter = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"] : [];

    private readonly TemporaryFolder _folder = new();

    public UnprivilegedTests()
    {
        LightModels.Write(_folder["models"]);
        Draw("a.png", seed: 1);
        Draw("b.png", seed: 2);
        File.SetUnixFileMode(_folder.Path, Open);
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Folder_and_file_without_permission_are_refused_and_the_others_go_on()
    {
        Directory.CreateDirectory(_folder["closed"], UnixFileMode.None);
        Draw("closed.png", seed: 3);
        File.SetUnixFileMode(_folder["closed.png"], UnixFileMode.None);

        var run = await RunAsync("work", _folder["a.png"], _folder["closed"], _folder["closed.png"], _folder["b.png"]);

        run.Code.ShouldBe(1, run.Errors);
        run.Reports.ToDictionary(report => report.Key, report => report.Value.GetProperty("outcome").GetString()).ShouldBe(
            new Dictionary<string, string?> { ["a.png"] = "completed", ["b.png"] = "completed", ["closed"] = "refused", ["closed.png"] = "refused" },
            ignoreOrder: true);
        ShouldSay(run, "closed", "folder without permission", "FolderNotReadable", $"expected a folder that may be listed, found: Access to the path '{_folder["closed"]}' is denied.");
        ShouldSay(run, "closed.png", "file without permission", "NotReadable", $"expected a file that may be read, found: Access to the path '{_folder["closed.png"]}' is denied.");
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Work_folder_that_may_not_be_written_stops_the_run_before_any_file()
    {
        Directory.CreateDirectory(_folder["theirs"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var run = await RunAsync("theirs", _folder["a.png"]);
        (run.Code, run.Output).ShouldBe((2, ""));
        run.Errors.ShouldBe($"axspa: expected a work folder that can be written, found {_folder["theirs"]}: Access to the path '{_folder["theirs/database"]}' is denied.\n");
        BadInputTable.ShouldSay("work folder without permission", "exit 2", run.Errors.TrimEnd('\n'));
        Directory.GetFileSystemEntries(_folder["theirs"]).ShouldBeEmpty();
    }

    [Theory]
    [Trait("Requirement", "CLI-03")]
    [InlineData("--grpc-port", "up", "--health-port", "0")]
    [InlineData("--health-port", "up", "--grpc-port", "0")]
    [InlineData("--port", "cluster", "up")]
    [InlineData("--risk-port", "cluster", "up", "--port", "0")]
    public async Task Port_that_only_root_may_open_is_told_from_one_in_use(string option, params string[] command)
    {
        Assert.SkipUnless(int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_unprivileged_port_start"), CultureInfo.InvariantCulture) > 443, "anybody may open any port here");
        string[] place = command[0] == "up" ? ["--out", _folder["work"]] : [];

        using var process = AxspaProcess.StartBy(Starter, _folder["home"], [.. command, option, "443", "--models", _folder["models"], .. place]);
        var run = await process.EndAsync();

        (run.Code, run.Output, run.Errors).ShouldBe((2, "", $"axspa: {option}: expected a port that this account may open (1024 and above for others than root), found 443\n"));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder["closed"]))
            File.SetUnixFileMode(_folder["closed"], Open);
        _folder.Dispose();
    }

    private static void ShouldSay(CommandRun run, string file, string input, string reason, string said)
    {
        var report = run.Reports[file];
        (report.GetProperty("reason").GetString(), report.GetProperty("detail").GetString()).ShouldBe((reason, said));
        BadInputTable.ShouldSay(input, $"refused, `{reason}`", said);
    }

    private void Draw(string name, int seed) => File.WriteAllBytes(_folder[name], PngImage.Encode(LightRadiographs.Draw(192, 224, seed)));

    private async Task<CommandRun> RunAsync(string work, params string[] files)
    {
        using var process = AxspaProcess.StartBy(
            Starter, _folder["home"], ["analyze", .. files, "--models", _folder["models"], "--out", _folder[work], "--json"]);
        return await process.EndAsync();
    }
}
