namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>How many of the subjects that readers called non-radiographic at baseline become radiographic within two years, planted by count.</summary>
/// <param name="Ratio">The ratio of risks asked for.</param>
/// <param name="WithSigns">Subjects with signs that their readers missed.</param>
/// <param name="WithSignsProgressing">Of these, those who progress.</param>
/// <param name="WithoutSigns">Subjects without.</param>
/// <param name="WithoutSignsProgressing">Of these, those who progress.</param>
public sealed record PlantedRisk(double Ratio, int WithSigns, int WithSignsProgressing, int WithoutSigns, int WithoutSignsProgressing)
{
    /// <summary>Of all at risk: the published cohort's 25 of 135 (paper, 3.5).</summary>
    public const double Incidence = 25.0 / 135;

    /// <summary>The ratio of risks that the counts make; null where it doesn't exist.</summary>
    public double? CountedRatio => WithSigns > 0 && WithoutSignsProgressing > 0
        ? (double)WithSignsProgressing / WithSigns / ((double)WithoutSignsProgressing / WithoutSigns)
        : null;

    /// <summary>Whole subjects that come nearest to the ratio at the published incidence.</summary>
    internal static PlantedRisk Of(double ratio, int withSigns, int withoutSigns)
    {
        var progressing = Rounded(Incidence * (withSigns + withoutSigns));
        var share = ratio * withSigns / ((ratio * withSigns) + withoutSigns);
        var with = withSigns == 0 ? 0 : Math.Min(withSigns, Rounded(progressing * share));
        return new PlantedRisk(ratio, withSigns, with, withoutSigns, Math.Min(withoutSigns, progressing - with));
    }

    private static int Rounded(double number) => (int)Math.Round(number, MidpointRounding.AwayFromZero);
}
