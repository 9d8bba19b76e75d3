using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Looks;

/// <summary>The part of the detector that the collimator leaves open. It never covers the joints.</summary>
internal static class Collimation
{
    /// <summary>The open rectangle, the whole picture where no edge lies in it.</summary>
    public static PixelRectangle Of(SiteLook look, RandomSource visit)
    {
        var chance = visit.For("collimation");
        if (!chance.Happens(look.CollimationShare))
            return new PixelRectangle(0, 0, look.Columns, look.Rows);
        var (across, top, bottom) = (Margin(chance, look, 26), Margin(chance, look, 22), Margin(chance, look, 22));
        return new PixelRectangle(across, top, look.Columns - (2 * across), look.Rows - top - bottom);
    }

    private static int Margin(RandomSource chance, SiteLook look, double mostMm) => (int)(Math.Max(0, chance.Between(-6, mostMm)) / look.Spacing);
}
