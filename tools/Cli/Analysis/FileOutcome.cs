using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>How the analysis of one file ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileOutcome>))]
internal enum FileOutcome
{
    /// <summary>Every planned route has a result, or the anatomy-aware one has.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>Read, but not a radiograph this pipeline answers: no sacrum, no joint …</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Not accepted: unreadable, too large, another radiograph under a known identity. Nothing was stored.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>Accepted, and given up after the last attempt until somebody replays it.</summary>
    [JsonStringEnumMemberName("parked")]
    Parked,

    /// <summary>Accepted by a running system, which went away before this run saw the end of the analysis. It goes on there.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,
}
