using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Servers.Tests.Chaos;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Cluster;

/// <summary>
/// Two replicas of every stage on real servers answer as one process does: integers and pictures equal, floats within 1e-5. The golden networks on the
/// golden radiographs, light networks on a hundred varied copies of them.
/// </summary>
[Trait("Requirement", "CLU-01")]
public sealed class ParityTests : IDisposable
{
    private const string TwoOfEach = "ingestion=2,segmentation=2,cropping=2,classification=2,explanation=2,longitudinal-risk=2";

    private static readonly string[] Cases = ["caseA", "caseB", "caseC"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Golden_radiographs_are_read_by_the_golden_networks_as_in_one_process()
    {
        var classifier = Golden.File("weights/classification_model.ckpt");
        ModelImport.Import(Golden.File("weights/segmentation_model.pt"), classifier, classifier, PreprocessingVersions.Paper1, _folder["models"]);
        var files = Cases.Select(name => Copied($"{name}.png", Golden.Bytes($"{name}/image.png"))).ToList();

        (await AnswersAreEqualAsync(files)).ShouldBe(files.Count);
    }

    [Fact]
    public async Task Hundred_varied_copies_are_read_by_light_networks_as_in_one_process()
    {
        LightModels.Write(_folder["models"]);
        var originals = Cases.Select(name => PngImage.DecodeRadiograph(Golden.Bytes($"{name}/image.png"))).ToList();
        var files = Enumerable.Range(0, 100).Select(number => Copied($"{number}.png", PngImage.Encode(Varied(originals[number % originals.Count], number)))).ToList();

        // Moved far enough to the side, a copy is read as it is: without a sacrum, say.
        (await AnswersAreEqualAsync(files)).ShouldBeGreaterThan(files.Count / 2);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>How many of them completed.</returns>
    private async Task<int> AnswersAreEqualAsync(List<string> files)
    {
        using var embedded = new AnswerLines();
        var code = await CommandLine.RunAsync(["analyze", .. files, "--models", _folder["models"], "--out", _folder["work"], "--json"], embedded, TextWriter.Null);
        embedded.Lines.Count.ShouldBe(files.Count);

        await using var servers = await ClusterServers.StartAsync();
        await using var cluster = await RunningCluster.StartAsync(_folder["home"], _folder["models"], servers.Settings, TwoOfEach);
        using var submitted = new AnswerLines();
        (await CommandLine.RunAsync(["submit", .. files, "--server", $"{cluster.Intake}", "--json", "--out", _folder["fetched"]], submitted, TextWriter.Null)).ShouldBe(code, cluster.Log);

        var (expected, found) = (Answer.ByFile(embedded.Lines), Answer.ByFile(submitted.Lines));
        found.Count.ShouldBe(files.Count);
        foreach (var (file, answer) in expected)
            found[file].ShouldBe(answer);
        Artifacts.ShouldBeEqual(submitted.Lines, embedded.Lines);
        return expected.Values.Count(answer => answer.Contains("\"completed\"", StringComparison.Ordinal));
    }

    private string Copied(string name, byte[] bytes)
    {
        var file = _folder[name];
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>Moved to the side and a little darker: another radiograph every time.</summary>
    private static Radiograph Varied(Radiograph original, int number)
    {
        var (rows, columns) = (original.Rows, original.Columns);
        var grey = new ushort[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var source = original.Grey.Row(row);
            for (var column = 0; column < columns; column++)
                grey[(row * columns) + column] = (ushort)(source[(column + (3 * number)) % columns] * (1000 - number) / 1000);
        }

        return new Radiograph(new Plane<ushort>(rows, columns, grey), original.Depth);
    }
}
