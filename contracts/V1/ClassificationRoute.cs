using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Contracts.V1;

/// <summary>The two ways a radiograph is classified (paper, 2.3): its joints cut out, or whole.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClassificationRoute>))]
public enum ClassificationRoute
{
    [JsonStringEnumMemberName("anatomy-aware")]
    AnatomyAware = 1,

    [JsonStringEnumMemberName("standard")]
    Standard = 2,
}
