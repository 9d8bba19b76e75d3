namespace AxSpA.Cloud.Dicom;

/// <summary>Colour to grey as the published pipeline does it.</summary>
public static class Luminance
{
    /// <summary>0.2989 R + 0.5870 G + 0.1140 B, in the samples' own scale (0..255 or 0..65535); opacity is ignored.</summary>
    /// <remarks>
    /// The weights (ITU-R BT.601 to four places) sum to 0.9999, so white comes out as 254.97 or 65528.4. Agrees with the reference's array within 1e-6 of the scale.
    /// </remarks>
    public static double Of(ushort red, ushort green, ushort blue) => (0.2989 * red) + (0.5870 * green) + (0.1140 * blue);

    /// <summary><see cref="Of"/> rounded half to even: the canonical grey value.</summary>
    public static ushort Rounded(ushort red, ushort green, ushort blue) => (ushort)Math.Round(Of(red, green, blue), MidpointRounding.ToEven);
}
