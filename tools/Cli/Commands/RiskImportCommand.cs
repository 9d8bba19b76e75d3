using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Grpc.V1;
using Grpc.Core;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa risk import</c>: a file of follow-ups into the registry, which a wrong line keeps out wholly.</summary>
internal static class RiskImportCommand
{
    private static readonly TimeSpan SystemMayBeAway = TimeSpan.FromMinutes(2);

    private static readonly Argument<string> File = new("FILE") { Description = "comma-separated, UTF-8, with a header; see services/LongitudinalRisk/README.md" };

    private static readonly Option<string> Cohort = new("--cohort") { Description = "whose follow-ups they are", HelpName = "NAME", Required = true };

    private static readonly Option<string> Site = new("--site") { Description = "the site of lines that name none; 'local' where none is given", HelpName = "NAME", DefaultValueFactory = _ => "" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "check every line and store nothing" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "import",
            "Brings visits, readings, diagnoses and clinical variables into the registry. Every line is checked first: where one is wrong, all that are wrong are listed and nothing is stored. "
            + "Where the system goes away meanwhile, what is stored is said, and the same command goes on.",
            "axspa risk import --cohort GESPIC visits.csv --dry-run",
            "axspa risk import --cohort GESPIC visits.csv --server http://127.0.0.1:5080",
            "axspa risk import --cohort GESPIC visits.csv --work work")
        {
            File,
            Cohort,
            Site,
            DryRun,
        };
        command.EitherServerOrWorkFolder();
        command.ExitCodes = new()
        {
            Completed = "every line is in the registry, or would be taken",
            NotAllCompleted = "some lines are wrong, and nothing was stored; or the system did not answer or went away",
            Usage = "wrong usage, no such cohort, file or work folder, or a system that refuses this caller: nothing was stored",
            Interrupted = ExitMeanings.GoesOn,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var path = call.GetRequiredValue(File);
        var bytes = ReadFile(path);
        using var text = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var file = ReadTable(path, text, call.GetRequiredValue(Cohort), call.GetRequiredValue(Site));
        if (CommonOptions.FolderAtRest(call) is { } folder)
        {
            await using var registry = await RegistryFolder.OpenAsync(folder.Path, folder.Option, cancellation);
            return await ImportAsync(call, path, file, bytes, registry.System, cancellation);
        }

        using var system = ServerOptions.Open(call);
        return await ImportAsync(call, path, file, bytes, system, cancellation);
    }

    private static async Task<int> ImportAsync(ParseResult call, string path, FollowUpFile file, byte[] bytes, RemoteSystem system, CancellationToken cancellation)
    {
        // A wrong address is told at once; patience is for a system that was there.
        var known = await system.AskAsync(options => system.Registry.ListCohortsAsync(new ListCohortsRequest(), options).ResponseAsync, cancellation);
        if (known.Cohorts.All(cohort => cohort.Name != call.GetRequiredValue(Cohort)))
            throw new UsageException($"--cohort: expected one of {string.Join(", ", known.Cohorts.Select(cohort => cohort.Name))}, found {call.GetRequiredValue(Cohort)}");
        var sending = new FollowUpSending(system.Registry, new Patience(SystemMayBeAway, TimeProvider.System));
        var errors = call.InvocationConfiguration.Error;
        try
        {
            var refusals = file.Refusals.Concat(RefusalsOf(file, await sending.SendAsync(file.Records, "", dryRun: true, cancellation))).OrderBy(refusal => refusal.Line).ToList();
            foreach (var refusal in refusals)
                await errors.WriteLineAsync($"{path}:{refusal.Line}: {(refusal.Column.Length == 0 ? "" : refusal.Column + ": ")}{refusal.Description}");
            if (refusals.Count > 0)
            {
                await errors.WriteLineAsync($"axspa: {Wrong(refusals.Select(refusal => refusal.Line).Distinct().Count(), file.Lines)}: nothing was stored");
                return ExitCode.NotAllCompleted;
            }

            if (call.GetValue(DryRun))
            {
                await call.InvocationConfiguration.Output.WriteLineAsync($"{Taken(file)} would be taken; nothing was stored");
                return ExitCode.Completed;
            }

            var answers = await sending.SendAsync(file.Records, StreamOf(call, bytes), dryRun: false, cancellation);
            await ReportAsync(call, path, file, answers);
            return ExitCode.Completed;
        }
        catch (RpcException failure) when (sending.Durable is { } durable)
        {
            await errors.WriteLineAsync($"axspa: at least {durable} of {file.Records.Count} records stored; the same command goes on: {RemoteFailure.Words(failure, system.Server)}");
            return ExitCode.NotAllCompleted;
        }
        catch (RpcException failure)
        {
            throw RemoteFailure.Refusal(failure, system.Server);
        }
    }

    /// <summary>The same file into the same cohort goes on where it stopped.</summary>
    private static string StreamOf(ParseResult call, byte[] bytes)
        => "import-" + Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{call.GetRequiredValue(Cohort)}\n{call.GetRequiredValue(Site)}\n"), .. bytes]).AsSpan(0, 16));

    private static async Task ReportAsync(ParseResult call, string path, FollowUpFile file, RecordAnswer?[] answers)
    {
        foreach (var (_, record) in answers.Zip(file.Records).Where(pair => pair.First?.Outcome == RecordOutcome.Conflicting))
        {
            await call.InvocationConfiguration.Error.WriteLineAsync(
                $"{path}:{record.Line}: kept, and contradicts a record of the same revision: a higher revision must tell which holds");
        }

        var outcomes = answers.CountBy(answer => answer?.Outcome ?? RecordOutcome.Duplicate).OrderBy(outcome => outcome.Key);
        await call.InvocationConfiguration.Output.WriteLineAsync(
            $"{Taken(file)}: {string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key.ToString().ToLowerInvariant()}"))}");
    }

    private static string Taken(FollowUpFile file) => $"{file.Records.Count} {(file.Records.Count == 1 ? "record" : "records")} on {file.Lines} {(file.Lines == 1 ? "line" : "lines")}";

    private static string Wrong(int wrong, int lines) => $"{wrong} of {lines} {(lines == 1 ? "line" : "lines")} {(wrong == 1 ? "is" : "are")} wrong";

    private static IEnumerable<LineRefusal> RefusalsOf(FollowUpFile file, RecordAnswer?[] answers)
        => answers.Zip(file.Records).SelectMany(pair => (pair.First?.Refusals ?? []).Select(
            refusal => new LineRefusal(pair.Second.Line, refusal.Field[(refusal.Field.LastIndexOf('.') + 1)..], refusal.Description)));

    private static byte[] ReadFile(string path)
    {
        try
        {
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"expected a file that can be read, found {path}: {refusal.Message}");
        }
    }

    private static FollowUpFile ReadTable(string path, StreamReader text, string cohort, string site)
    {
        try
        {
            return FollowUpFile.Read(text, cohort, site);
        }
        catch (UsageException refusal)
        {
            throw new UsageException($"{path}: {refusal.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{path}: expected UTF-8, found other bytes");
        }
    }
}
