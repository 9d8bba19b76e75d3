using AxSpA.Cloud.Models;
using AxSpA.Cloud.Phantoms.Writing;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>The demonstration from end to end on a few subjects, with networks that say "confidently positive" whatever they see.</summary>
[Trait("Requirement", "DEM-02")]
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Few_subjects_are_drawn_read_followed_and_shown()
    {
        ConstantModels.Write(_folder["models"]);

        var run = await RunAsync();

        run.Code.ShouldBe(0, run.Errors);
        var manifest = PhantomManifest.Read(_folder["demo/demo-6-seed-3-ratio-3/manifest.csv"]);
        manifest.Rows.Select(row => row.Site).Distinct().Count().ShouldBe(3);
        foreach (var row in manifest.Rows)
            run.Output.ShouldContain($" {row.Subject} ");
        // Whoever the readers call non-radiographic is flagged by a model that always says the opposite.
        var negatives = manifest.Rows.Count(row => !row.ReadersStatus);
        run.Output.Split('\n').Count(line => line.Contains("│ flagged │", StringComparison.Ordinal) && manifest.Rows.Any(row => line.Contains(row.Subject, StringComparison.Ordinal))).ShouldBe(negatives);
        run.Output.ShouldContain($"6 followed, {negatives} of them called non-radiographic at baseline");
        run.Output.ShouldContain("risk ratio");
        run.Output.ShouldContain("Everything above is synthetic");
        foreach (var file in new[] { "diagnosis/report.html", "diagnosis/all-roc.svg", "follow-up/report.html", "follow-up/metrics.json" })
            File.Exists(_folder[$"demo/{file}"]).ShouldBeTrue(file);
        Directory.GetFiles(_folder["demo/results"], "overlay.png", SearchOption.AllDirectories).Length.ShouldBe(6);
        await AgainAsync(run.Output);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The same command goes on where it was, that is at the end.</summary>
    private async Task AgainAsync(string output)
    {
        var again = await RunAsync();
        again.Output.ShouldBe(output);
        again.Errors.ShouldContain("6 needed no inference");
    }

    private Task<CommandRun> RunAsync()
        => CommandRun.OfAsync("demo", "--subjects", "6", "--seed", "3", "--models", _folder["models"], "--out", _folder["demo"]);
}
