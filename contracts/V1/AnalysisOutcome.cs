using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Contracts.V1;

/// <summary>How an analysis ended: as its anatomy-aware route did, or its standard route where that is the only one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnalysisOutcome>))]
public enum AnalysisOutcome
{
    [JsonStringEnumMemberName("completed")]
    Completed = 1,

    [JsonStringEnumMemberName("rejected")]
    Rejected = 2,

    /// <summary>Attempts are exhausted; <c>axspa replay</c> resets them.</summary>
    [JsonStringEnumMemberName("parked")]
    Parked = 3,
}
