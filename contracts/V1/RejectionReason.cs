using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Contracts.V1;

/// <summary>An expected "no" about an accepted radiograph.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RejectionReason>))]
public enum RejectionReason
{
    /// <summary>The label map holds no sacrum.</summary>
    NoSacrum = 1,

    /// <summary>The label map holds no ilium on either side.</summary>
    NoIlium = 2,

    /// <summary>Bones are there, but neither joint could be localised.</summary>
    NoJointFound = 3,

    /// <summary>Nothing in the joints' box lies above Otsu's threshold.</summary>
    EmptyCrop = 4,
}
