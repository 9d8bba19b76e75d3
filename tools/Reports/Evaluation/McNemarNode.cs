using System.Text.Json.Nodes;
using AxSpA.Cloud.Statistics.Comparison;

namespace AxSpA.Cloud.Reports.Evaluation;

/// <summary>McNemar's test in its three forms, for programs.</summary>
internal static class McNemarNode
{
    public static JsonObject Of(McNemar test) => new()
    {
        ["firstOnly"] = test.FirstOnly,
        ["secondOnly"] = test.SecondOnly,
        ["exactP"] = test.ExactP,
        ["chi2"] = test.ChiSquare,
        ["chi2P"] = test.ChiSquareP,
        ["chi2CorrectedP"] = test.ChiSquareCorrectedP,
    };
}
