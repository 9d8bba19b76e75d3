namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>What a bone attenuates at a place.</summary>
/// <param name="Body">Attenuation of the full body.</param>
/// <param name="Edge">Compact bone at the edge over the profile's.</param>
internal readonly record struct BoneBody(float Body, float Edge = 1)
{
    public static implicit operator BoneBody(float body) => new(body);
}
