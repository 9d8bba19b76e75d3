using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Inference;

/// <summary>What a model is used for; its name is also that of the model's sub-folder.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelRole>))]
public enum ModelRole
{
    /// <summary>Labels sacrum and both ilia.</summary>
    [JsonStringEnumMemberName("segmenter")]
    Segmenter,

    /// <summary>Classifies the crop around the sacroiliac joints.</summary>
    [JsonStringEnumMemberName("anatomy-aware")]
    AnatomyAware,

    /// <summary>Classifies the whole radiograph.</summary>
    [JsonStringEnumMemberName("standard")]
    Standard,
}
