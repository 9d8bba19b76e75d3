using System.Globalization;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>What a stored DICOM pixel means, and the canonical grey value it becomes.</summary>
/// <remarks>
/// <list type="number">
/// <item>The <see cref="BitsStored"/> bits ending at <see cref="HighBit"/> are the value, signed or not; others (overlays) are masked.</item>
/// <item>It is rescaled, slope × value + intercept (PS3.3 section C.11.1), and rounded half to even.</item>
/// <item>MONOCHROME1 (least is white) is mirrored within the range that the stored bits can represent.</item>
/// <item>If the least representable value is negative, that much is added, so that it becomes 0.</item>
/// </list>
/// So unsigned values with identity rescaling keep their numbers. The depth is that of Bits Allocated, except where rescaled 8-bit values need 16.
/// VOI windows and padding values are for display and not applied.
/// </remarks>
/// <param name="BitsAllocated">8 or 16.</param>
/// <param name="BitsStored">1 to <paramref name="BitsAllocated"/>.</param>
/// <param name="HighBit">Position of the highest stored bit.</param>
/// <param name="IsSigned">Two's complement.</param>
/// <param name="Slope">Rescale Slope, finite and not 0.</param>
/// <param name="Intercept">Rescale Intercept, finite.</param>
/// <param name="IsInverted">MONOCHROME1.</param>
internal sealed record StoredValues(int BitsAllocated, int BitsStored, int HighBit, bool IsSigned, double Slope, double Intercept, bool IsInverted)
{
    private int Least => IsSigned ? -(1 << (BitsStored - 1)) : 0;

    private int Most => Least + (1 << BitsStored) - 1;

    private (double Least, double Most) Range
    {
        get
        {
            var (atLeast, atMost) = (Rescaled(Least), Rescaled(Most));
            return (Math.Min(atLeast, atMost), Math.Max(atLeast, atMost));
        }
    }

    private bool IsIdentity => BitsStored == BitsAllocated && !IsSigned && !IsInverted && Slope == 1 && Intercept == 0;

    /// <summary>The depth of the canonical radiograph.</summary>
    public GreyDepth Depth => BitsAllocated == 8 && Range.Most - Math.Min(0, Range.Least) <= byte.MaxValue ? GreyDepth.Eight : GreyDepth.Sixteen;

    /// <exception cref="RadiographRefusedException">Contradicting bits, a slope of 0, or a range that doesn't fit 16 bit.</exception>
    public StoredValues Checked()
    {
        if (BitsStored > BitsAllocated || HighBit >= BitsAllocated || HighBit < BitsStored - 1)
        {
            throw new RadiographRefusedException(
                RefusalReason.UnsupportedPixelType, $"stored bits within the {BitsAllocated} allocated", $"{BitsStored} up to bit {HighBit}");
        }

        if (Slope == 0)
            Refuse.Malformed("a Rescale Slope other than 0", "0");
        var (least, most) = Range;
        if (!(most - Math.Min(0, least) <= ushort.MaxValue))
        {
            throw new RadiographRefusedException(
                RefusalReason.UnsupportedPixelType,
                "rescaled values that fit 16 bit",
                string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"));
        }

        return this;
    }

    /// <summary>Turns stored words to canonical grey in place.</summary>
    public void Apply(Span<ushort> words)
    {
        if (IsIdentity)
            return;
        var table = Table();
        foreach (ref var word in words)
            word = table[word];
    }

    /// <summary>The canonical value of every possible word.</summary>
    private ushort[] Table()
    {
        var (least, most) = Range;
        var offset = Math.Min(0, least);
        var table = new ushort[1 << BitsAllocated];
        for (var word = 0; word < table.Length; word++)
        {
            var value = (word >> (HighBit - BitsStored + 1)) & ((1 << BitsStored) - 1);
            if (value > Most)
                value -= 1 << BitsStored;
            var rescaled = Rescaled(value);
            table[word] = (ushort)((IsInverted ? least + most - rescaled : rescaled) - offset);
        }

        return table;
    }

    private double Rescaled(int value) => Math.Round((Slope * value) + Intercept, MidpointRounding.ToEven);
}
