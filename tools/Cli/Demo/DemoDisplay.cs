using System.Globalization;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Commands;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Statistics.Cohorts;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Demo;

/// <summary>What a demonstration prints.</summary>
internal static class DemoDisplay
{
    /// <summary>A longer table is not read; those flagged stand for it.</summary>
    private const int MostRows = 60;

    private static readonly string[] Columns = ["subject", "truth (R, L)", "readers", "anatomy-aware", "decision", "standard", "joints found (R, L)", "flagged", "readers at 2 years"];

    public static void Subjects(TextWriter output, IReadOnlyList<DemoSubject> subjects, string? caveat)
    {
        var shown = subjects.Count <= MostRows ? subjects : [.. subjects.Where(one => one.Flagged)];
        var table = new Table().Border(TableBorder.Rounded).AddColumns(Columns);
        foreach (var one in shown)
            table.AddRow(Row(one).Select(cell => new Text(cell)));
        PlainConsole.For(output).Write(table.Caption($"synthetic radiographs of made-up subjects · {(caveat is null ? "" : $"{caveat} · ")}{CommandLine.ResearchUseOnly}"));
        if (shown.Count < subjects.Count)
            output.WriteLine($"shown: those flagged, {shown.Count} of {subjects.Count}");
    }

    /// <summary>Each model's flags against what the readers said two years later.</summary>
    public static void FollowUp(TextWriter output, CohortAnalysis analysis)
    {
        var flow = analysis.Flow;
        output.WriteLine($"{flow.FollowedInWindow} followed, {flow.Negative} of them called non-radiographic at baseline by the readers, {flow.Progressed} of those radiographic two years later");
        foreach (var model in analysis.Models.Where(model => model.Estimators is not null))
        {
            output.WriteLine();
            output.WriteLine($"{model.Model}:");
            RiskTableCommand.Write(output, model.Table, model.Estimators!);
        }
    }

    private static string[] Row(DemoSubject one) =>
    [
        one.Subject.Name,
        $"{Status(one.Baseline.IsRadiographic)} ({one.Baseline.Right.Grade}, {one.Baseline.Left.Grade})",
        Status(one.Baseline.ReadersStatus),
        Probability(one.Report.AnatomyAware),
        Decision(one.Report),
        Probability(one.Report.Standard),
        one.Report.Joints is { } joints ? $"{Found(joints.Right.Found)}, {Found(joints.Left.Found)}" : "–",
        one.Flagged ? "flagged" : "",
        Status(one.Later.ReadersStatus),
    ];

    private static string Status(bool radiographic) => radiographic ? "radiographic" : "not";

    private static string Probability(RouteReport? route) => route?.Probability.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    private static string Decision(AnalysisReport report) => report.AnatomyAware switch
    {
        { Confident: true } => "confidently positive",
        { Positive: true } => "positive",
        { } => "negative",
        null => report.Reason ?? "–",
    };

    private static string Found(JointFinding finding) => finding switch
    {
        JointFinding.Intersection => "yes",
        JointFinding.MedianHeightFallback => "by fallback",
        _ => "no",
    };
}
