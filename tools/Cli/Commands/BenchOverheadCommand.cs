using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Benchmarks;
using AxSpA.Cloud.Cli.Bench;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Models;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa bench overhead</c>: what the system itself costs, in one process and as many.</summary>
internal static class BenchOverheadCommand
{
    /// <summary>Rows and columns of the radiographs of a load.</summary>
    private const int LoadSide = 256;

    /// <summary>Sent before anything counts: code is compiled, connections are made.</summary>
    private const int WarmUp = 20;

    private static readonly Option<string?> Models = new("--models")
    {
        Description = "model folder; without it networks that answer the same whatever they see, so that only the system is measured",
        HelpName = "DIR",
    };

    private static readonly Option<int> Radiographs = CommonOptions.Within("--radiographs", 100, 1, 100_000, "radiographs of 900 × 1100 sent one after the other", "N");

    private static readonly Option<int> Load = CommonOptions.Within("--load", 2000, 0, 1_000_000, "radiographs of 256 × 256 sent many at once; 0 leaves it out", "N");

    private static readonly Option<int> AtOnce = CommonOptions.AtOnce(32, "of a load, radiographs sent and unfinished at a time");

    private static readonly Option<bool> EmbeddedOnly = new("--embedded-only") { Description = "leave the cluster out" };

    private static readonly Option<bool> ClusterOnly = new("--cluster-only") { Description = "leave the one process out" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "overhead",
            "Times everything but computing, in one process (embedded) and with every service as its own process on RabbitMQ, PostgreSQL and Azurite (cluster, one replica each).",
            "axspa bench overhead",
            "axspa bench overhead --models models --radiographs 20 --load 0")
        {
            Models,
            Radiographs,
            Load,
            AtOnce,
            EmbeddedOnly,
            ClusterOnly,
        };
        command.Validators.Add(call =>
        {
            if (call.GetValue(EmbeddedOnly) && call.GetValue(ClusterOnly))
                call.AddError("expected --embedded-only or --cluster-only, found both");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("axspa-bench-");
        try
        {
            var models = call.GetValue(Models) ?? ConstantModels.Write(Path.Combine(folder.FullName, "models")).Folder;
            var (output, errors) = (call.InvocationConfiguration.Output, call.InvocationConfiguration.Error);
            var table = Columns();
            if (!call.GetValue(ClusterOnly))
            {
                await using var embedded = await EmbeddedSystem.StartAsync(Path.Combine(folder.FullName, "work"), models, cancellation);
                table.AddRow(await MeasureAsync(embedded, call, cancellation));
            }

            if (!call.GetValue(EmbeddedOnly))
            {
                await using var cluster = await ClusterSystem.StartAsync(models, errors, cancellation);
                table.AddRow(await MeasureAsync(cluster, call, cancellation));
            }

            PlainConsole.For(output).Write(table);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{call.GetValue(Radiographs)} radiographs of 900 × 1100 one after the other, then {call.GetValue(Load)} of {LoadSide} × {LoadSide}, {call.GetValue(AtOnce)} at once; {Environment.ProcessorCount} cores; {(call.GetValue(Models) is null ? "constant networks, anatomy-aware route" : models)}"));
            return ExitCode.Completed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string[]> MeasureAsync(IMeasuredSystem system, ParseResult call, CancellationToken cancellation)
    {
        using var remote = RemoteSystem.At(new ServerAddress(system.Server, null, null, null, null));
        var measurement = new LoadMeasurement(system, remote);
        await measurement.OverheadsAsync(WarmUp, BenchmarkPicture.Rows, BenchmarkPicture.Columns, cancellation);
        var overheads = await measurement.OverheadsAsync(call.GetValue(Radiographs), BenchmarkPicture.Rows, BenchmarkPicture.Columns, cancellation);
        var load = call.GetValue(Load) > 0 ? await measurement.LoadAsync(call.GetValue(Load), LoadSide, LoadSide, call.GetValue(AtOnce), cancellation) : null;
        return
        [
            system.Name,
            Number(overheads.Quantile(0.5), "0"),
            Number(overheads.Quantile(0.99), "0"),
            Number(load?.PerSecond, "0.0"),
            load is null ? "–" : string.Join(" · ", load.Parts.Select(rate => Number(rate, "0"))),
            Number(load?.Operations.Blobs, "0.0"),
            Number(load?.Operations.BlobBytes / 1024, "0"),
            Number(load?.Operations.Transactions, "0.0"),
            Number(load?.Operations.Messages, "0.0"),
        ];
    }

    private static Table Columns()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("composition");
        foreach (var column in new[]
            {
                "overhead p50 ms", "overhead p99 ms", "radiographs/s", "of each quarter", "blob operations each", "KiB of blobs each", "transactions each", "messages each",
            })
        {
            table.AddColumn(column, cell => cell.RightAligned());
        }

        return table;
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
