using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Contracts.Edge.V1;

/// <summary>Why an offered radiograph was not taken.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OfferRefusal>))]
public enum OfferRefusal
{
    /// <summary>The event is of another type, or its data of another shape.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed = 1,

    /// <summary>The blob lies in another container than the inbox.</summary>
    [JsonStringEnumMemberName("unknownContainer")]
    UnknownContainer = 2,

    [JsonStringEnumMemberName("blobMissing")]
    BlobMissing = 3,

    /// <summary>The blob's length or SHA-256 is not what the event promised.</summary>
    [JsonStringEnumMemberName("otherBytes")]
    OtherBytes = 4,

    [JsonStringEnumMemberName("tooLarge")]
    TooLarge = 5,

    /// <summary>The file is no radiograph that can be read.</summary>
    [JsonStringEnumMemberName("undecodable")]
    Undecodable = 6,

    /// <summary>Its SOP Instance UID came before with other pixels.</summary>
    [JsonStringEnumMemberName("identityConflict")]
    IdentityConflict = 7,
}
