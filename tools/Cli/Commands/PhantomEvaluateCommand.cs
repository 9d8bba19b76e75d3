using System.CommandLine;
using AxSpA.Cloud.Cli.Evaluation;
using AxSpA.Cloud.Cli.Phantoms;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Phantoms.Evaluation;
using AxSpA.Cloud.Reports.Phantoms;
using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa phantom evaluate</c>: models against synthetic radiographs whose truth is known to the pixel.</summary>
internal static class PhantomEvaluateCommand
{
    private static readonly Option<string[]> Cohorts = new("--cohort")
    {
        Description = "folder of a cohort, as made by 'axspa phantom cohort'; its baselines are read",
        HelpName = "DIR[,DIR…]",
        Required = true,
        CustomParser = text => [.. text.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    private static readonly Option<string?> Folder = new("--out") { Description = "folder for evaluation.json, cases.csv, report.html and the drawings; made where it isn't there", HelpName = "DIR" };

    private static readonly Option<bool> Json = new("--json") { Description = "write evaluation.json to standard output and nothing else there" };

    private static readonly Option<string?> Picture = new("--picture") { Description = "a picture of twelve cases (PNG): crop, joints, heat map, truth and answer", HelpName = "FILE" };

    private static readonly Option<int> AtOnce = CommonOptions.Within("--at-once", Environment.ProcessorCount, 1, 64, "radiographs in memory at a time; the result does not depend on it", "N");

    private static readonly Option<int> Repetitions = CommonOptions.Within("--repetitions", 1000, 100, 100_000, "bootstrap repetitions of the intervals", "N");

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "evaluate",
            "Runs models over synthetic radiographs and says how well bones, joints, crops and diagnoses are met, how hard the task is, and where the networks look, each beside the limit it should keep.",
            "axspa phantom evaluate --cohort phantoms",
            "axspa phantom evaluate --cohort north,south --models models --out evaluation --picture twelve.png")
        {
            Cohorts,
            CommonOptions.Models,
            Folder,
            Json,
            Picture,
            AtOnce,
            Repetitions,
        };
        command.ExitCodes = new()
        {
            Completed = "every limit is kept",
            NotAllCompleted = "some limit is missed, or the result could not be written",
        };
        command.SetAction(Run);
        return command;
    }

    /// <returns>Not all completed where a limit is missed.</returns>
    private static Task<int> Run(ParseResult call, CancellationToken cancellation)
    {
        try
        {
            var cohorts = call.GetRequiredValue(Cohorts).Select(EvaluatedCohort.Read).ToList();
            using var models = new PhantomModels(ModelStore.Open(ModelFolder.Of(call)), new InferenceOptions());
            var cases = cohorts.SelectMany(cohort => cohort.Cases).ToList();
            var progress = new CountedProgress(call.InvocationConfiguration.Error, cases.Count, "radiographs read");
            var measured = CohortMeasurement.Of(cases, models, call.GetValue(AtOnce), progress.Advance, cancellation);
            var bootstrap = new CaseBootstrap(call.GetValue(Repetitions));
            var evaluation = PhantomEvaluation.Of(measured, CutoffsOf(models.Store), bootstrap);
            Write(call, evaluation, EvaluationWords.Origin(cohorts, models.Store, bootstrap));
            if (call.GetValue(Picture) is { } picture)
                WriteFile(picture, TwelveCases.Draw(cases, models, models.Store.AnatomyAware!.Card.Decision!.Cutoff, cancellation));
            return Task.FromResult(evaluation.Met ? ExitCode.Completed : ExitCode.NotAllCompleted);
        }
        catch (Exception refusal) when (refusal is ModelRefusedException or ArgumentException or InvalidDataException)
        {
            throw new UsageException(refusal.Message);
        }
    }

    private static CutoffRule CutoffsOf(ModelStore models) => new(new[] { models.AnatomyAware, models.Standard }
        .OfType<StoredModel>()
        .ToDictionary(model => model.Card.Role.FolderName(), model => model.Card.Decision!.Cutoff));

    private static void Write(ParseResult call, PhantomEvaluation evaluation, EvaluationOrigin origin)
    {
        var (output, json) = (call.InvocationConfiguration.Output, EvaluationJson.Of(evaluation, origin));
        if (call.GetValue(Json))
            output.Write(json);
        else
            EvaluationTable.Write(output, evaluation);
        if (call.GetValue(Folder) is not { } folder)
            return;
        var report = PhantomReport.Of(json, EvaluationWords.Source(evaluation, origin), EvaluationWords.Tables(evaluation), evaluation.Sets, origin.Method);
        var page = ReportFolder.Write(folder, report);
        WriteFile(Path.Combine(folder, "cases.csv"), System.Text.Encoding.UTF8.GetBytes(CasesCsv.Of(evaluation.Cases)));
        call.InvocationConfiguration.Error.WriteLine($"report: {page}");
    }

    private static void WriteFile(string path, byte[] bytes)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new FailedRunException($"expected a file that can be written, found {path}: {refusal.Message}");
        }
    }
}
