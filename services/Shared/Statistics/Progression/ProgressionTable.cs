using MathNet.Numerics.Distributions;

namespace AxSpA.Cloud.Statistics.Progression;

/// <summary>
/// Flagged × progressed among subjects whom the readers called non-radiographic at baseline (paper, 3.5). The publication's "odds ratio" is
/// <see cref="CohortRatio"/>; here every estimator has its own name.
/// </summary>
/// <param name="FlaggedProgressed">A: flagged, radiographic at follow-up.</param>
/// <param name="FlaggedNot">B: flagged, not radiographic.</param>
/// <param name="UnflaggedProgressed">C: not flagged, radiographic at follow-up.</param>
/// <param name="UnflaggedNot">D: neither.</param>
public sealed record ProgressionTable(int FlaggedProgressed, int FlaggedNot, int UnflaggedProgressed, int UnflaggedNot)
{
    public int Flagged => FlaggedProgressed + FlaggedNot;

    public int Unflagged => UnflaggedProgressed + UnflaggedNot;

    public int Progressed => FlaggedProgressed + UnflaggedProgressed;

    public int Subjects => Flagged + Unflagged;

    /// <summary>Rate of the flagged, 0..1; null where nobody is flagged.</summary>
    public double? FlaggedRate => Rate(FlaggedProgressed, Flagged);

    /// <summary>Rate of the unflagged, 0..1; null where everybody is flagged.</summary>
    public double? UnflaggedRate => Rate(UnflaggedProgressed, Unflagged);

    /// <summary>Rate of all, 0..1; null where there is nobody.</summary>
    public double? CohortRate => Rate(Progressed, Subjects);

    /// <summary>A · D / (B · C) with Woolf's logarithmic interval; with an empty cell, ½ is added to each (Haldane–Anscombe) and said so.</summary>
    public Estimate OddsRatio
    {
        get
        {
            const string method = "Woolf";
            if (MissingMargin is { } why)
                return Estimate.None(method, why);
            var (a, b, c, d, note) = Corrected;
            return Logarithmic(a * d / (b * c), (1 / a) + (1 / b) + (1 / c) + (1 / d), method, note);
        }
    }

    /// <summary>Rate of the flagged over rate of the unflagged, with Katz' logarithmic interval; corrected as <see cref="OddsRatio"/>.</summary>
    public Estimate RiskRatio
    {
        get
        {
            const string method = "Katz, logarithmic";
            if (MissingMargin is { } why)
                return Estimate.None(method, why);
            // Full rows of progressors leave the ratio defined; an empty cell of progressors does not.
            var corrected = FlaggedProgressed == 0 || UnflaggedProgressed == 0;
            var (a, b, c, d, note) = corrected ? Corrected : (FlaggedProgressed, FlaggedNot, UnflaggedProgressed, UnflaggedNot, null);
            return Logarithmic(a / (a + b) / (c / (c + d)), (1 / a) - (1 / (a + b)) + (1 / c) - (1 / (c + d)), method, note);
        }
    }

    /// <summary>Rate of the flagged less rate of the unflagged, -1..1, with Newcombe's interval of two Wilson scores (Stat Med 1998;17:873, method 10).</summary>
    public Estimate RiskDifference
    {
        get
        {
            const string method = "Newcombe, Wilson scores";
            if (FlaggedRate is not { } flagged || UnflaggedRate is not { } unflagged)
                return Estimate.None(method, "nobody is flagged, or everybody");
            var (lowOfFlagged, highOfFlagged) = Proportion.Wilson(FlaggedProgressed, Flagged);
            var (lowOfUnflagged, highOfUnflagged) = Proportion.Wilson(UnflaggedProgressed, Unflagged);
            var difference = flagged - unflagged;
            return Estimate.Of(
                difference,
                difference - Hypotenuse(flagged - lowOfFlagged, highOfUnflagged - unflagged),
                difference + Hypotenuse(highOfFlagged - flagged, unflagged - lowOfUnflagged),
                method);
        }
    }

    /// <summary>
    /// Flagged subjects to follow for one progression more than among as many unflagged: 1 / risk difference. Null where the flagged do not progress
    /// more often; without an interval where the difference may be zero, since the interval would pass through infinity.
    /// </summary>
    public Estimate? NumberNeededToFollow
    {
        get
        {
            const string method = "inverse of the risk difference";
            return RiskDifference switch
            {
                { Value: > 0, Low: > 0 } difference => Estimate.Of(1 / difference.Value.Value, 1 / difference.High!.Value, 1 / difference.Low.Value, method),
                { Value: > 0 } difference => new Estimate(1 / difference.Value, null, null, method, "no interval: the risk difference may be zero"),
                _ => null,
            };
        }
    }

    /// <summary>Two-sided p of Fisher's exact test: tables as likely as this one or less.</summary>
    public double FisherP
    {
        get
        {
            var hypergeometric = new Hypergeometric(Subjects, Progressed, Flagged);
            var observed = hypergeometric.ProbabilityLn(FlaggedProgressed);
            var sum = 0.0;
            for (var cell = hypergeometric.Minimum; cell <= hypergeometric.Maximum; cell++)
            {
                // Equal probabilities differ in their last bits. Those of a large registry are taken by logarithm: its binomial coefficients are beyond any double.
                var logarithm = hypergeometric.ProbabilityLn(cell);
                if (logarithm <= observed + 1e-7)
                    sum += Math.Exp(logarithm);
            }

            return Math.Min(1, sum);
        }
    }

    internal string? MissingMargin => (Flagged, Unflagged, Progressed, Subjects - Progressed) switch
    {
        (0, _, _, _) => "nobody is flagged",
        (_, 0, _, _) => "everybody is flagged",
        (_, _, 0, _) => "nobody progressed",
        (_, _, _, 0) => "everybody progressed",
        _ => null,
    };

    private bool HasEmptyCell => FlaggedProgressed == 0 || FlaggedNot == 0 || UnflaggedProgressed == 0 || UnflaggedNot == 0;

    private (double A, double B, double C, double D, string? Note) Corrected => HasEmptyCell
        ? (FlaggedProgressed + 0.5, FlaggedNot + 0.5, UnflaggedProgressed + 0.5, UnflaggedNot + 0.5, "Haldane–Anscombe: ½ added to every cell, one is empty")
        : (FlaggedProgressed, FlaggedNot, UnflaggedProgressed, UnflaggedNot, null);

    private static Estimate Logarithmic(double ratio, double variance, string method, string? note)
    {
        var spread = Math.Exp(NormalTail.Z95 * Math.Sqrt(variance));
        return Estimate.Of(ratio, ratio / spread, ratio * spread, method, note);
    }

    private static double? Rate(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static double Hypotenuse(double first, double second) => Math.Sqrt((first * first) + (second * second));
}
