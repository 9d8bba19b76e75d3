using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Contracts.V1;

/// <summary>How it is known which side of the picture is the patient's right.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LateralityBasis>))]
public enum LateralityBasis
{
    /// <summary>The file said so (DICOM Patient Orientation).</summary>
    [JsonStringEnumMemberName("header")]
    Header = 1,

    /// <summary>Nothing said so; the convention (patient's right at image left) was assumed.</summary>
    [JsonStringEnumMemberName("assumed")]
    Assumed = 2,
}
