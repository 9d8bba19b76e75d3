using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Contracts.V1;

/// <summary>A cohort's adjudicated status by the modified New York criterion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReaderStatus>))]
public enum ReaderStatus
{
    [JsonStringEnumMemberName("nonRadiographic")]
    NonRadiographic = 1,

    [JsonStringEnumMemberName("radiographic")]
    Radiographic = 2,

    /// <summary>The cohort's rule cannot decide from the readings there are.</summary>
    [JsonStringEnumMemberName("unresolved")]
    Unresolved = 3,
}
