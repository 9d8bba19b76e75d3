using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Demo;
using AxSpA.Cloud.Cli.Evaluation;
using AxSpA.Cloud.Cli.Phantoms;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Reports.Evaluation;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa demo</c>: the whole system on made-up subjects, from drawing to follow-up.</summary>
internal static class DemoCommand
{
    private const int LeastSubjects = 6, MostSubjects = 10_000;

    private static readonly Option<string> Folder = new("--out") { Description = "folder of everything it makes", HelpName = "DIR", DefaultValueFactory = _ => "axspa-demo" };

    private static readonly Option<int> Seed = CommonOptions.Within("--seed", 1, 0, int.MaxValue, "of the subjects: the same seed gives the same", "S");

    private static readonly Option<int> Subjects = CommonOptions.Within(
        "--subjects", DemoPlan.UsualSubjects, LeastSubjects, MostSubjects, "made-up subjects at three sites; of more than 60 no pictures are kept", "N");

    private static readonly Option<double> RiskRatio = new("--risk-ratio")
    {
        Description = "planted: how much likelier subjects progress whose early signs the readers missed; 1 plants no difference",
        HelpName = "R",
        DefaultValueFactory = _ => DemoPlan.UsualRiskRatio,
        Validators =
        {
            value =>
            {
                if (!value.Errors.Any() && value.GetValueOrDefault<double>() is not (>= 1 and <= 100))
                    value.AddError(string.Create(CultureInfo.InvariantCulture, $"--risk-ratio: expected 1 to 100, found {value.GetValueOrDefault<double>()}"));
            },
        },
    };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "demo",
            "Shows the system at work on synthetic radiographs: draws subjects, reads them through all services in this process, tells the registry what simulated readers say now and "
            + "two years later, and prints who is flagged and who progressed.",
            "axspa demo",
            "axspa demo --subjects 1200 --risk-ratio 3",
            "axspa demo --subjects 1200 --risk-ratio 1 --out no-risk")
        {
            Folder,
            Seed,
            CommonOptions.Models,
            Subjects,
            RiskRatio,
        };
        command.ExitCodes = new()
        {
            Completed = "every radiograph completed",
            NotAllCompleted = "some radiographs were rejected, or something failed while it ran",
            Parked = ExitMeanings.ParkedWait,
            Interrupted = ExitMeanings.GoesOn,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var plan = new DemoPlan(call.GetValue(Subjects), (ulong)call.GetValue(Seed), call.GetValue(RiskRatio));
        var (output, errors) = (call.InvocationConfiguration.Output, call.InvocationConfiguration.Error);
        var models = ModelFolder.Of(call);
        using var folder = WorkFolder.Open(call.GetRequiredValue(Folder));
        var cohort = new DemoCohort(plan, folder.Path);
        await cohort.DrawAsync(errors, cancellation);

        await using var system = await DemoSystem.StartAsync(folder, models, plan, cancellation);
        var reports = await system.AnalyseAsync(cohort.Given, new CountedProgress(errors, cohort.Files.Count, "radiographs read").Advance, cancellation);
        await system.FollowAsync(cohort.FollowUps(), cancellation);
        var flagged = await system.FlaggedAsync(cancellation);
        var names = system.Services.GetRequiredService<RegistryPseudonyms>();
        List<DemoSubject> subjects = [.. cohort.Subjects.Zip(reports, (subject, report) => new DemoSubject(subject, report, flagged.Contains(names.Subject(subject.Site, subject.Name))))];
        var registered = await system.CohortAsync(cancellation);
        var analysis = CohortAnalysis.Of(registered.Models, registered.Cases);

        var store = system.Services.GetRequiredService<ModelStore>();
        DemoDisplay.Subjects(output, subjects, ShippedModels.CaveatOf(store));
        var diagnosis = WriteDiagnosis(folder.Path, cohort, subjects, store);
        DemoDisplay.FollowUp(output, analysis);
        var followUp = ReportFolder.Write(Path.Combine(folder.Path, "follow-up"), RiskReport.Of(plan.Name, analysis, $"axspa {VersionCommand.Version}"));
        WriteWhereToLook(output, plan, cohort, subjects, diagnosis, followUp);
        await errors.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"axspa: {SummaryTable.Counts(reports)}; {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        return ExitCode.Of(reports);
    }

    /// <summary>Both models against the truth, with their curves on one another.</summary>
    /// <returns>The page; null where no radiograph was answered by all models.</returns>
    private static string? WriteDiagnosis(string folder, DemoCohort cohort, IReadOnlyList<DemoSubject> subjects, ModelStore store)
    {
        (ModelRole Role, Func<DemoSubject, RouteReport?> Of)[] routes = [(ModelRole.Standard, one => one.Report.Standard), (ModelRole.AnatomyAware, one => one.Report.AnatomyAware)];
        var planned = routes.Where(route => store.Models.Any(model => model.Card.Role == route.Role)).ToList();
        var answered = subjects.Where(one => planned.TrueForAll(route => route.Of(one) is not null)).ToList();
        if (answered.Count == 0)
            return null;
        var set = new ScoredSet(
            "all",
            [.. answered.Select(one => one.Baseline.IsRadiographic)],
            [.. planned.Select(route => new ModelScores(route.Role.FolderName(), [.. answered.Select(one => route.Of(one)!.Probability)]))]);
        var rule = new CutoffRule(planned.ToDictionary(route => route.Role.FolderName(), route => route.Of(answered[0])!.Cutoff));
        var bootstrap = new CaseBootstrap();
        var source = new EvaluationSource($"{cohort.Name}, synthetic", cohort.ManifestSha256, "Of the models' cards.", $"axspa {VersionCommand.Version}");
        return ReportFolder.Write(Path.Combine(folder, "diagnosis"), EvaluationReport.Of(SetEvaluation.Of([set], rule, bootstrap), source, rule, bootstrap));
    }

    private static void WriteWhereToLook(TextWriter output, DemoPlan plan, DemoCohort cohort, IReadOnlyList<DemoSubject> subjects, string? diagnosis, string followUp)
    {
        output.WriteLine();
        output.WriteLine("Everything above is synthetic: it shows how the software works, and nothing of patients.");
        if (plan.KeepsPictures && subjects.MaxBy(one => one.Report.AnatomyAware?.Probability ?? -1)?.Report.AnatomyAware is { Overlay: { } overlay, HeatMap: { } heatMap })
        {
            output.WriteLine($"  a radiograph with joints and heat    {overlay}");
            output.WriteLine($"  its heat map as numbers              {heatMap}");
        }

        if (diagnosis is not null)
            output.WriteLine($"  both models' ROC against the truth   {diagnosis}");
        output.WriteLine($"  flags and progression                {followUp}");
        output.WriteLine($"  the radiographs and their truth      {cohort.Manifest}");
        if (plan.Subjects < DemoPlan.UsualSubjects * 4)
            output.WriteLine("A follow-up table of so few says little; 'axspa demo --subjects 1200 --risk-ratio 3' and '--risk-ratio 1' tell a planted risk from none.");
    }
}
