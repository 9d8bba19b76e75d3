using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Benchmarks;
using AxSpA.Cloud.Cli.Bench;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa bench registry</c>: follow-ups in, and a report of many out, on PostgreSQL.</summary>
internal static class BenchRegistryCommand
{
    /// <summary>Streamed before anything counts, into the reported cohort; what is written past the stream is compared with them.</summary>
    private const int Streamed = 100;

    private static readonly Option<int> Runs = CommonOptions.Within("--runs", 3, 1, 20, "how often each is measured", "N");

    private static readonly Option<int> Stream = CommonOptions.Within(
        "--stream", 1000, 10, 100_000, $"subjects streamed in each run, {MadeUpFollowUps.Records} records each", "N");

    private static readonly Option<int> Subjects = CommonOptions.Within(
        "--subjects", 200_000, 1000, 1_000_000, $"subjects of the reported cohort, {MadeUpFollowUps.Visits} visits each", "N");

    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object to standard output" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "registry",
            "Starts PostgreSQL and LongitudinalRisk as processes of their own; counts the records that ReportFollowUps acknowledges a second, and times the report of a large cohort from the database to the written page.",
            "axspa bench registry",
            "axspa bench registry --subjects 50000 --json")
        {
            Runs,
            Stream,
            Subjects,
            Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var (output, errors) = (call.InvocationConfiguration.Output, call.InvocationConfiguration.Error);
        var folder = Directory.CreateTempSubdirectory("axspa-bench-report-");
        try
        {
            await using var registry = await MeasuredRegistry.StartAsync(errors, cancellation);
            var reported = await FillAsync(call, registry, errors, cancellation);
            var ingest = await IngestAsync(call, registry, cancellation);
            var report = new ReportMeasurement(registry.System, reported.Cohort, folder.FullName);
            for (var run = 0; run < call.GetValue(Runs); run++)
                await report.RunAsync(cancellation);
            FigureTable.Write(output, [ingest, .. FiguresOf(report, call.GetValue(Subjects))], call.GetValue(Json));
            return ExitCode.Completed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<MadeUpFollowUps> FillAsync(ParseResult call, MeasuredRegistry registry, TextWriter errors, CancellationToken cancellation)
    {
        var reported = new MadeUpFollowUps("GESPIC");
        var filling = new RegistryFilling(reported, registry.Filling);
        await new IngestMeasurement(registry.System).SendAsync(reported, 0, Streamed, cancellation);
        await filling.ClassifyAsync(Streamed, cancellation);
        await filling.CheckAsync(Streamed, cancellation);
        await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"writing {call.GetValue(Subjects):#,0} subjects past the stream"));
        await filling.WriteAsync(Streamed, call.GetValue(Subjects), cancellation);
        return reported;
    }

    private static async Task<MeasuredFigure> IngestAsync(ParseResult call, MeasuredRegistry registry, CancellationToken cancellation)
    {
        var (ingest, streamed, rates) = (new IngestMeasurement(registry.System), new MadeUpFollowUps("PROOF"), new List<double>());
        for (var run = 0; run < call.GetValue(Runs); run++)
            rates.Add(await ingest.SendAsync(streamed, run * call.GetValue(Stream), call.GetValue(Stream), cancellation));
        return new MeasuredFigure("follow-ups acknowledged over gRPC, on PostgreSQL", "/s", rates, Limit: 2000, More: true);
    }

    private static IEnumerable<MeasuredFigure> FiguresOf(ReportMeasurement report, int subjects)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{subjects:#,0} subjects, {subjects * MadeUpFollowUps.Visits:#,0} visits");
        yield return new MeasuredFigure($"report of {size}", "s", report.Whole, Limit: 5);
        yield return new MeasuredFigure("  of it: from the database through gRPC", "s", report.Reading);
        yield return new MeasuredFigure("  of it: numbers", "s", report.Numbers);
        yield return new MeasuredFigure("  of it: page and drawings", "s", report.Page);
    }
}
