using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>An evaluation for programs. Same evaluation, same bytes; what does not exist is null.</summary>
public static class EvaluationJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PhantomEvaluation evaluation, EvaluationOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(origin);
        return new JsonObject
        {
            ["cases"] = evaluation.Cases.Count,
            ["positives"] = evaluation.Cases.Count(one => one.Case.Truth),
            ["met"] = evaluation.Met,
            ["figures"] = new JsonArray([.. evaluation.Figures.Select(figure => Figure(figure, evaluation.Sites))]),
            ["cohorts"] = new JsonArray([.. origin.Cohorts.Select(cohort => new JsonObject { ["name"] = cohort.Name, ["manifestSha256"] = cohort.Sha256 })]),
            ["models"] = new JsonArray([.. origin.Models.Select(model => new JsonObject { ["role"] = model.Role, ["name"] = model.Name, ["version"] = model.Version, ["cardSha256"] = model.CardSha256 })]),
            ["intervals"] = origin.Method,
            ["software"] = origin.Software,
        }.ToJsonString(Indented) + '\n';
    }

    private static JsonObject Figure(EvaluatedFigure figure, IReadOnlyList<string> sites)
    {
        var ofSites = new JsonObject();
        foreach (var (site, value) in sites.Zip(figure.Sites))
            ofSites.Add(site, Value(value));
        return new JsonObject
        {
            ["key"] = figure.Key,
            ["topic"] = figure.Topic,
            ["name"] = figure.Name,
            ["limit"] = figure.Limit is { } limit ? new JsonObject { ["least"] = limit.Least, ["most"] = limit.Most } : null,
            ["met"] = figure.Met,
            ["all"] = Value(figure.All),
            ["sites"] = ofSites,
        };
    }

    private static JsonObject Value(FigureValue value) => new()
    {
        ["value"] = value.Estimate.Value,
        ["low"] = value.Estimate.Low,
        ["high"] = value.Estimate.High,
        ["cases"] = value.Cases,
        ["method"] = value.Estimate.Method,
        ["note"] = value.Estimate.Note,
    };
}
