using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Looks;

/// <summary>What all radiographs of a site have in common: detector, processing, habits. It follows from the cohort's seed and the site's name.</summary>
internal sealed record SiteLook
{
    /// <summary>Millimetres across and down that a site exposes.</summary>
    private static readonly (double Across, double Down)[] Fields = [(430, 355), (430, 345), (420, 350), (425, 425), (400, 330)];

    private static readonly int[] Depths = [10, 12, 12, 12, 14, 16];

    /// <summary>Rows and columns of the detector's read-out.</summary>
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>Millimetres a pixel, 0.19 to 0.27.</summary>
    public required float Spacing { get; init; }

    /// <summary>Bits of a stored value, 10 to 16.</summary>
    public required int BitsStored { get; init; }

    /// <summary>Quanta a pixel without a patient in the beam.</summary>
    public required double Quanta { get; init; }

    /// <summary>Standard deviation of the detector's blur, 0.12 to 0.3 mm.</summary>
    public required double BlurMm { get; init; }

    /// <summary>Scattered over primary radiation behind the patient, 0.15 (a good grid) to 0.7.</summary>
    public required double Scatter { get; init; }

    /// <summary>Share of the slow gradients that the processing takes out, 0.25 to 0.7.</summary>
    public required double Flattening { get; init; }

    /// <summary>Share of fine detail that the processing adds, 0 to 0.9.</summary>
    public required double Sharpening { get; init; }

    /// <summary>Attenuation between the darkest and brightest tenth of the grey scale, 1.3 to 2.2.</summary>
    public required double Latitude { get; init; }

    /// <summary>Attenuation that becomes middle grey, as a share of an average patient's.</summary>
    public required double Middle { get; init; }

    /// <summary>Grey values of black and white as shares of the scale.</summary>
    public required double Black { get; init; }

    public required double White { get; init; }

    /// <summary>How often the collimator's edges lie in the picture.</summary>
    public required double CollimationShare { get; init; }

    /// <summary>How often a side marker lies in the picture, and how it is drawn.</summary>
    public required double MarkerShare { get; init; }

    public required MarkerStyle Marker { get; init; }

    public static SiteLook Of(ulong seed, string site)
    {
        var chance = RandomSource.Of(seed, "site", site);
        var spacing = (float)(Math.Round(chance.Between(0.2, 0.27) / 0.005) * 0.005);
        var (across, down) = Fields[chance.Pick(Fields.Length)];
        return new SiteLook
        {
            Spacing = spacing,
            Rows = (int)(down / spacing),
            Columns = (int)(across / spacing),
            BitsStored = Depths[chance.Pick(Depths.Length)],
            Quanta = 9e3 * Math.Exp(chance.Between(0, 1.6)),
            BlurMm = chance.Between(0.12, 0.3),
            Scatter = chance.Between(0.15, 0.7),
            Flattening = chance.Between(0.25, 0.65),
            Sharpening = chance.Between(0, 0.9),
            Latitude = chance.Between(1.5, 2.4),
            Middle = chance.Between(0.95, 1.05),
            Black = chance.Between(0, 0.06),
            White = chance.Between(0.8, 1),
            CollimationShare = chance.Between(0.1, 0.8),
            MarkerShare = chance.Between(0.2, 0.95),
            Marker = (MarkerStyle)chance.Pick(3),
        };
    }
}
