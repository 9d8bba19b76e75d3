using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Inference;

/// <summary>How a segmenter covers its grid.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SchemeKind>))]
public enum SchemeKind
{
    /// <summary>Overlapping windows whose logits are averaged with equal weight, as published.</summary>
    [JsonStringEnumMemberName("windows")]
    Windows,

    /// <summary>The whole grid at once; only for networks trained so, since instance norm sees other statistics.</summary>
    [JsonStringEnumMemberName("single-pass")]
    SinglePass,
}
