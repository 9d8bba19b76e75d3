using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Benchmarks;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Inference;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa bench stages</c>: every stage in process, beside the published pipeline's times.</summary>
internal static class BenchStagesCommand
{
    private static readonly Option<string?> Image = new("--image") { Description = "radiograph to time on; a drawn one of 900 × 1100 where none is given", HelpName = "FILE" };

    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "how often every stage runs, after one run that isn't counted",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
        Validators =
        {
            value =>
            {
                if (!value.Errors.Any() && value.GetValueOrDefault<int>() < 1)
                    value.AddError($"--runs: expected 1 or more, found {value.GetValueOrDefault<int>()}");
            },
        },
    };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "stages",
            "Times every stage beside the published pipeline's times (two cores, optimised BLAS, 900 × 1100).",
            "axspa bench stages --models models",
            "axspa bench stages --models models --image pelvis.png --runs 10")
        {
            CommonOptions.Models,
            Image,
            Runs,
        };
        command.SetAction(Run);
        return command;
    }

    private static Task<int> Run(ParseResult call, CancellationToken cancellation)
    {
        try
        {
            var models = ModelStore.Open(ModelFolder.Of(call));
            var file = call.GetValue(Image) is { } image ? File.ReadAllBytes(image) : BenchmarkPicture.Png();
            var result = StageBenchmark.Run(models, file, call.GetValue(Runs), new InferenceOptions(), cancellation);
            Write(call.InvocationConfiguration.Output, result, call.GetValue(Runs));
            return Task.FromResult(ExitCode.Completed);
        }
        catch (Exception refusal) when (refusal is ModelRefusedException or RadiographRefusedException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(refusal.Message);
        }
    }

    private static void Write(TextWriter output, StageBenchmarkResult result, int runs)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("stage");
        foreach (var column in new[] { "min ms", "median ms", "published ms", "times faster" })
            table.AddColumn(column, cell => cell.RightAligned());
        foreach (var time in result.Times)
            table.AddRow(time.Stage, Number(time.MinMs, "0.0"), Number(time.MedianMs, "0.0"), Number(time.PublishedMs, "0"), Number(time.Speedup, "0.0"));

        PlainConsole.For(output).Write(table);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Rows} × {result.Columns}, {runs} runs, {Environment.ProcessorCount} cores; probability {result.Probability:0.00000}{(result.CropStandIn ? " (no joints in the picture: a crop of fixed size stands in)" : "")}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"peak memory {result.PeakMemoryBytes / (double)(1 << 20):0} MiB (published {StageBenchmarkResult.PublishedPeakMemoryBytes / (1 << 20):0} MiB)"));
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
