using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms;

/// <summary>A drawn radiograph with what is true of it. All planes have the radiograph's rows and columns, upright, the patient's right at column 0.</summary>
public sealed record PhantomRadiograph
{
    /// <summary>Grey of <see cref="BitsStored"/> bits, bright where little radiation arrived (bone), as MONOCHROME2 shows it.</summary>
    public required Plane<ushort> Pixels { get; init; }

    /// <summary>Bits of a stored value, 10 to 16.</summary>
    public required int BitsStored { get; init; }

    /// <summary>Rows and columns alike, in millimetres at the detector.</summary>
    public required double PixelSpacing { get; init; }

    /// <summary>Values of <see cref="BoneLabel"/>: sacrum and both ilia (hip bones with ischium and pubis, as the published labels).</summary>
    public required Plane<byte> Labels { get; init; }

    /// <summary>Where things are, for measuring where a network looks.</summary>
    public required PhantomMasks Masks { get; init; }
}
