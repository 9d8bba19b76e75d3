using AxSpA.Cloud.Cli.Commands;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Phantoms.Evaluation;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Pages;
using AxSpA.Cloud.Reports.Phantoms;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Cli.Phantoms;

/// <summary>An evaluation on phantoms as a person reads it, in a terminal and on a page.</summary>
internal static class EvaluationWords
{
    public const string Missed = "✗";

    private const string LongestDecimals = "0.0##";

    public static EvaluationOrigin Origin(IReadOnlyList<EvaluatedCohort> cohorts, ModelStore models, CaseBootstrap bootstrap) => new(
        [.. cohorts.Select(cohort => (cohort.Name, cohort.ManifestSha256))],
        [.. models.Models.Select(model => (model.Card.Role.FolderName(), model.Card.Name, model.Card.Version, model.CardDigest))],
        bootstrap.Method,
        $"axspa {VersionCommand.Version}");

    public static PhantomSource Source(PhantomEvaluation evaluation, EvaluationOrigin origin) => new(
        evaluation.Cases.Count,
        string.Join(", ", origin.Cohorts.Select(cohort => cohort.Name)),
        string.Join("; ", origin.Models.Select(model => $"{model.Role}: {model.Name} {model.Version}")),
        origin.Software);

    /// <summary>A table a topic.</summary>
    public static IReadOnlyList<ReportTable> Tables(PhantomEvaluation evaluation) =>
    [
        .. evaluation.Figures.GroupBy(figure => figure.Topic).Select(topic => new ReportTable(
            topic.Key,
            ["", "limit", "all", "", .. evaluation.Sites],
            [.. topic.Select(figure => (IReadOnlyList<string>)Row(figure))])),
    ];

    /// <summary>Name, limit, all cases, met or missed, each site.</summary>
    public static IReadOnlyList<string> Row(EvaluatedFigure figure) =>
    [
        figure.Name,
        Limit(figure.Limit),
        Words.Estimate(figure.All.Estimate),
        Met(figure.Met),
        .. figure.Sites.Select(site => $"{Words.Share(site.Estimate.Value)}{(site.Estimate.Value is { } value && figure.Limit?.IsMet(value) == false ? $" {Missed}" : "")}"),
    ];

    public static string Met(bool? met) => met switch { true => "met", false => "missed", null => "" };

    private static string Limit(FigureLimit? limit) => limit switch
    {
        { Least: { } least, Most: { } most } => $"{Number(least)} to {Number(most)}",
        { Least: { } least } => $"≥ {Number(least)}",
        { Most: { } most } => $"≤ {Number(most)}",
        _ => "",
    };

    private static string Number(double value) => Words.Number(value, LongestDecimals);
}
