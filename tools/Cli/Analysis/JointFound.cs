using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>How one sacroiliac joint was found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JointFound>))]
internal enum JointFound
{
    /// <summary>The dilated sacrum meets the ilium.</summary>
    [JsonStringEnumMemberName("intersection")]
    Intersection,

    /// <summary>They do not meet; the ilium's median height stands in.</summary>
    [JsonStringEnumMemberName("medianHeightFallback")]
    MedianHeightFallback,

    [JsonStringEnumMemberName("notFound")]
    NotFound,
}
