using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Statistics.Agreement;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>Agreement of readers for programs; what does not exist is null.</summary>
public static class AgreementJson
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line.</summary>
    public static string Of(string cohort, ReaderAgreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return new JsonObject
        {
            ["cohort"] = cohort,
            ["pairs"] = new JsonArray([.. agreement.Pairs.Select(Pair)]),
            ["models"] = new JsonArray([.. agreement.WithModels.Select(Pair)]),
            ["fleiss"] = new JsonObject { ["readers"] = agreement.Readers, ["n"] = agreement.FleissCases, ["kappa"] = agreement.FleissKappa },
        }.ToJsonString(OneLine);
    }

    private static JsonObject Pair(PairAgreement pair) => new()
    {
        ["first"] = pair.First,
        ["second"] = pair.Second,
        ["n"] = pair.Cases,
        ["agreed"] = pair.Agreed,
        ["kappa"] = pair.Kappa,
        ["joints"] = pair.Joints,
        ["weightedKappa"] = pair.WeightedKappa,
    };
}
