using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>Estimators of a table for programs. Their shape is a contract; what does not exist is null and has a note.</summary>
public static class RiskJson
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line.</summary>
    public static string Of(RiskEstimators estimators)
    {
        ArgumentNullException.ThrowIfNull(estimators);
        return Node(estimators).ToJsonString(OneLine);
    }

    internal static JsonObject Node(RiskEstimators estimators) => new()
    {
        ["ratioToCohort"] = Node(estimators.RatioToCohort),
        ["ratioToCohortSeparate"] = Node(estimators.RatioToCohortSeparate),
        ["riskRatio"] = Node(estimators.RiskRatio),
        ["oddsRatio"] = Node(estimators.OddsRatio),
        ["oddsRatioExact"] = Node(estimators.OddsRatioExact),
        ["riskDifference"] = Node(estimators.RiskDifference),
        ["numberNeededToFollow"] = estimators.NumberNeededToFollow is { } number ? Node(number) : null,
        ["fisherP"] = estimators.FisherP,
    };

    internal static JsonObject Node(Estimate estimate)
    {
        var node = new JsonObject { ["value"] = estimate.Value, ["low"] = estimate.Low, ["high"] = estimate.High, ["method"] = estimate.Method };
        if (estimate.Note is { } note)
            node["note"] = note;
        return node;
    }
}
