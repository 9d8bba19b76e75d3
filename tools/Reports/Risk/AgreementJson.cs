using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Agreement;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>Agreement of readers for programs; what does not exist is null.</summary>
public static class AgreementJson
{
    /// <summary>What a row of the table is about.</summary>
    public const string PooledVisits = "all visits of a subject are pooled; intervals draw subjects, each with all its visits";

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line.</summary>
    public static string Of(string cohort, ReaderAgreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return new JsonObject
        {
            ["cohort"] = cohort,
            ["note"] = PooledVisits,
            ["pairs"] = new JsonArray([.. agreement.Pairs.Select(Pair)]),
            ["models"] = new JsonArray([.. agreement.WithModels.Select(Pair)]),
            ["fleiss"] = new JsonObject
            {
                ["readers"] = agreement.Readers,
                ["n"] = agreement.FleissCases,
                ["kappa"] = agreement.FleissKappa.Value,
                ["kappaInterval"] = Interval(agreement.FleissKappa),
            },
        }.ToJsonString(OneLine);
    }

    private static JsonObject Pair(PairAgreement pair) => new()
    {
        ["first"] = pair.First,
        ["second"] = pair.Second,
        ["n"] = pair.Cases,
        ["agreed"] = pair.Agreed,
        ["kappa"] = pair.Kappa.Value,
        ["kappaInterval"] = Interval(pair.Kappa),
        ["joints"] = pair.Joints,
        ["weightedKappa"] = pair.WeightedKappa.Value,
        ["weightedKappaInterval"] = Interval(pair.WeightedKappa),
    };

    private static JsonObject Interval(Estimate kappa)
    {
        var interval = new JsonObject { ["low"] = kappa.Low, ["high"] = kappa.High, ["method"] = kappa.Method };
        if (kappa.Note is { } note)
            interval["note"] = note;
        return interval;
    }
}
