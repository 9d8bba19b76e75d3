using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>All of one model's figures on one set at one cut-off, each with its bootstrap interval; the resamples are the same for all.</summary>
public sealed record DiagnosticEvaluation
{
    private static readonly Func<ConfusionMatrix, double?>[] Rates =
    [
        matrix => matrix.BalancedAccuracy,
        matrix => matrix.Sensitivity,
        matrix => matrix.Specificity,
        matrix => matrix.Accuracy,
        matrix => matrix.Precision,
        matrix => matrix.F1,
        matrix => matrix.MatthewsCorrelation,
        matrix => matrix.Kappa,
    ];

    public required double Cutoff { get; init; }

    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Null for answers without scores.</summary>
    public required Estimate? Auc { get; init; }

    public required Estimate BalancedAccuracy { get; init; }

    public required Estimate Sensitivity { get; init; }

    public required Estimate Specificity { get; init; }

    public required Estimate Accuracy { get; init; }

    public required Estimate Precision { get; init; }

    public required Estimate F1 { get; init; }

    public required Estimate MatthewsCorrelation { get; init; }

    public required Estimate Kappa { get; init; }

    /// <summary>From scores.</summary>
    public static DiagnosticEvaluation Of(ScoredCase[] cases, double cutoff, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(bootstrap);
        var ordered = AreaUnderCurve.Order(cases);
        return Of(
            ConfusionMatrix.At(cutoff, cases),
            cutoff,
            bootstrap,
            cases.Length,
            weights => MatrixOf(cases, cutoff, weights),
            weights => ordered.Weighted(weights),
            AreaUnderCurve.Of(cases));
    }

    /// <summary>From a confusion matrix alone, as a publication gives it: everything but the area under the curve.</summary>
    public static DiagnosticEvaluation Of(ConfusionMatrix matrix, double cutoff, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        // Scores on either side of the cut-off stand for the answers.
        var cases = new List<ScoredCase>();
        cases.AddRange(Enumerable.Repeat(new ScoredCase(true, cutoff + 1), matrix.TruePositive));
        cases.AddRange(Enumerable.Repeat(new ScoredCase(true, cutoff - 1), matrix.FalseNegative));
        cases.AddRange(Enumerable.Repeat(new ScoredCase(false, cutoff - 1), matrix.TrueNegative));
        cases.AddRange(Enumerable.Repeat(new ScoredCase(false, cutoff + 1), matrix.FalsePositive));
        ScoredCase[] answers = [.. cases];
        return Of(matrix, cutoff, bootstrap, answers.Length, weights => MatrixOf(answers, cutoff, weights), auc: null, area: null);
    }

    private static DiagnosticEvaluation Of(
        ConfusionMatrix matrix,
        double cutoff,
        CaseBootstrap bootstrap,
        int cases,
        Func<int[], ConfusionMatrix> resampled,
        CaseBootstrap.Statistic? auc,
        double? area)
    {
        var statistics = Rates.Select(rate => (CaseBootstrap.Statistic)(weights => BothClasses(resampled([.. weights])) is { } drawn ? rate(drawn) : null)).ToList();
        if (auc is not null)
            statistics.Add(auc);
        var intervals = bootstrap.Intervals(cases, statistics);
        var method = $"percentile bootstrap over cases, {bootstrap.Repetitions} repetitions, seed {bootstrap.Seed}";
        var estimates = Rates.Select((rate, index) => EstimateOf(rate(matrix), intervals[index], method)).ToList();
        return new DiagnosticEvaluation
        {
            Cutoff = cutoff,
            Confusion = matrix,
            Auc = auc is null ? null : EstimateOf(area, intervals[^1], method),
            BalancedAccuracy = estimates[0],
            Sensitivity = estimates[1],
            Specificity = estimates[2],
            Accuracy = estimates[3],
            Precision = estimates[4],
            F1 = estimates[5],
            MatthewsCorrelation = estimates[6],
            Kappa = estimates[7],
        };
    }

    private static ConfusionMatrix MatrixOf(ScoredCase[] cases, double cutoff, int[] weights)
    {
        int truePositive = 0, falseNegative = 0, trueNegative = 0, falsePositive = 0;
        for (var index = 0; index < cases.Length; index++)
        {
            var called = cases[index].Score > cutoff;
            if (cases[index].Truth)
                (truePositive, falseNegative) = called ? (truePositive + weights[index], falseNegative) : (truePositive, falseNegative + weights[index]);
            else
                (falsePositive, trueNegative) = called ? (falsePositive + weights[index], trueNegative) : (falsePositive, trueNegative + weights[index]);
        }

        return new ConfusionMatrix(truePositive, falseNegative, trueNegative, falsePositive);
    }

    private static ConfusionMatrix? BothClasses(ConfusionMatrix matrix) => matrix is { Positives: > 0, Negatives: > 0 } ? matrix : null;

    private static Estimate EstimateOf(double? value, PercentileInterval? interval, string method) => (value, interval) switch
    {
        (null, _) => Estimate.None(method, "not defined: a row or a column of the confusion matrix is empty"),
        (_, null) => new Estimate(value, null, null, method, "no interval: resamples do not define it"),
        _ => new Estimate(value, interval.Low, interval.High, method, interval.Redrawn > 0 ? $"{interval.Redrawn} resamples drawn again" : null),
    };
}
