using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>Draws a subject's disease at baseline: mostly both sides alike, sometimes one side alone.</summary>
internal static class SeverityDraw
{
    /// <summary>Share of those below the criterion that carry early signs.</summary>
    public const double EarlyShare = 0.2;

    private const double OneSided = 0.22;
    private const double HealthySideMean = 0.6;
    private const double HealthySideSpread = 0.5;

    /// <summary>By rejection: the law of the state itself, cut where the state ends.</summary>
    public static LatentSeverity Of(DiseaseState state, RandomSource random)
    {
        while (true)
        {
            var severity = Proposed(state, random);
            if (StateOf(severity) == state)
                return severity;
        }
    }

    public static DiseaseState StateOf(LatentSeverity severity)
    {
        if (severity.IsRadiographic)
            return DiseaseState.Radiographic;
        return severity.Excess >= -LatentSeverity.EarlySigns ? DiseaseState.EarlySigns : DiseaseState.Clear;
    }

    private static LatentSeverity Proposed(DiseaseState state, RandomSource random)
    {
        var oneSided = random.Happens(OneSided);
        return (state, oneSided) switch
        {
            (DiseaseState.Radiographic, true) => OneSide(3.5, 0.5, random),
            (DiseaseState.Radiographic, false) => BothSides(2.8, 0.8, 0.6, random),
            (DiseaseState.EarlySigns, true) => OneSide(2.8, 0.2, random),
            (DiseaseState.EarlySigns, false) => BothSides(1.9, 0.3, 0.7, random),
            (_, true) => OneSide(1.8, 0.6, random),
            (_, false) => BothSides(0.8, 0.7, 0.6, random),
        };
    }

    private static LatentSeverity OneSide(double mean, double spread, RandomSource random)
    {
        var ill = mean + (spread * random.Normal());
        var healthy = HealthySideMean + (HealthySideSpread * random.Normal());
        return random.Happens(0.5) ? LatentSeverity.Of(ill, healthy) : LatentSeverity.Of(healthy, ill);
    }

    private static LatentSeverity BothSides(double mean, double spread, double correlation, RandomSource random)
    {
        var shared = Math.Sqrt(correlation) * random.Normal();
        var own = Math.Sqrt(1 - correlation);
        return LatentSeverity.Of(mean + (spread * (shared + (own * random.Normal()))), mean + (spread * (shared + (own * random.Normal()))));
    }
}
