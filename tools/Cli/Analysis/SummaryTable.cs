using System.Globalization;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Contracts.V1;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>All files of a run at a glance, for a person.</summary>
internal static class SummaryTable
{
    public static Table Of(IEnumerable<AnalysisReport> reports, string? caveat)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("file", "outcome", "anatomy-aware", "standard", "joint right", "joint left")
            .AddColumn("seconds", column => column.RightAligned());
        foreach (var report in reports)
        {
            table.AddRow(
                new Text(report.File),
                OutcomeCell(report),
                RouteCell(report.AnatomyAware),
                RouteCell(report.Standard),
                new Text(JointWords(report.Joints?.Right)),
                new Text(JointWords(report.Joints?.Left)),
                new Text(Seconds(report)));
        }

        return table.Caption($"{(caveat is null ? "" : $"{caveat} · ")}the patient's right is at image left · {CommandLine.ResearchUseOnly}");
    }

    /// <summary>For example <c>2 completed, 1 refused (of 3 files)</c>.</summary>
    public static string Counts(IReadOnlyCollection<AnalysisReport> reports)
    {
        var counts = reports.CountBy(report => report.Outcome).OrderBy(count => count.Key).Select(count => $"{count.Value} {Name(count.Key)}");
        var reused = reports.Count(report => report.Reused);
        return $"{string.Join(", ", counts)} (of {reports.Count} {(reports.Count == 1 ? "file" : "files")}){(reused > 0 ? $"; {reused} needed no inference" : "")}";
    }

    /// <summary>One line about one file, for logs and pipes.</summary>
    public static string Line(AnalysisReport report)
    {
        string?[] parts =
        [
            Name(report.Outcome) + (report.Reused ? " (reused)" : ""),
            report.AnatomyAware is { } anatomyAware ? $"anatomy-aware {RouteWords(anatomyAware)}" : null,
            report.Standard is { } standard ? $"standard {RouteWords(standard)}" : null,
            report.Reason is null ? null : $"{report.Reason}: {report.Detail}",
            Caveat(report),
        ];
        return $"{report.File}: {string.Join("; ", parts.OfType<string>())}";
    }

    /// <summary>What a file's answers must not be read without; null where there is nothing to say.</summary>
    public static string? Caveat(AnalysisReport report)
        => ShippedModels.CaveatOf(new[] { report.AnatomyAware, report.Standard }.OfType<RouteReport>().Select(route => route.Model));

    private static Markup OutcomeCell(AnalysisReport report)
    {
        var colour = report.Outcome switch
        {
            FileOutcome.Completed when report.Reason is null => "green",
            FileOutcome.Parked => "red",
            _ => "yellow",
        };
        var words = report.Reason is null ? "" : Markup.Escape($"\n{report.Reason}: {report.Detail}");
        return new Markup($"[{colour}]{Name(report.Outcome)}[/]{(report.Reused ? " (reused)" : "")}{words}");
    }

    private static Markup RouteCell(RouteReport? route)
        => route is null ? new Markup("–") : new Markup(route.Positive ? $"[bold]{RouteWords(route)}[/]" : RouteWords(route));

    private static string RouteWords(RouteReport route)
    {
        var verdict = route switch { { Confident: true } => "confidently positive", { Positive: true } => "positive", _ => "negative" };
        return string.Create(CultureInfo.InvariantCulture, $"{route.Probability:0.000} {verdict} (cut-off {route.Cutoff:0.00})");
    }

    private static string JointWords(JointReport? joint) => joint?.Found switch
    {
        JointFinding.Intersection => "found",
        JointFinding.MedianHeightFallback => "by fallback",
        JointFinding.NotFound => "not found",
        _ => "–",
    };

    private static string Seconds(AnalysisReport report)
        => report.Milliseconds.Total is { } total ? (total / 1000).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    private static string Name(FileOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
