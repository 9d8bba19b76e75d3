using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>Clinical variables at baseline, made up with the shares that axial spondyloarthritis cohorts have (paper, table 1). They say nothing of the joints but a little of sex.</summary>
public sealed record ClinicalVariables(bool IsMale, double AgeYears, bool HlaB27, double CrpMgPerL)
{
    private const double UpperNormalCrp = 5;

    public bool HasElevatedCrp => CrpMgPerL > UpperNormalCrp;

    internal static ClinicalVariables Draw(DiseaseState state, RandomSource random) => new(
        IsMale: random.Happens(state == DiseaseState.Radiographic ? 0.62 : 0.5),
        AgeYears: Math.Round(Math.Clamp(35 + (9 * random.Normal()), 18, 60), 1),
        HlaB27: random.Happens(0.8),
        CrpMgPerL: Math.Round(Math.Exp(1.3 + (0.9 * random.Normal())), 1));
}
