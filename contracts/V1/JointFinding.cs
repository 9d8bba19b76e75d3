using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Contracts.V1;

/// <summary>How a sacroiliac joint was found. A reader always sees this: a fallback is never silent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JointFinding>))]
public enum JointFinding
{
    /// <summary>Dilated sacrum meets the ilium.</summary>
    [JsonStringEnumMemberName("intersection")]
    Intersection = 1,

    /// <summary>They do not meet; blocks at the ilium's median height stand in.</summary>
    [JsonStringEnumMemberName("medianHeightFallback")]
    MedianHeightFallback = 2,

    [JsonStringEnumMemberName("notFound")]
    NotFound = 3,
}
