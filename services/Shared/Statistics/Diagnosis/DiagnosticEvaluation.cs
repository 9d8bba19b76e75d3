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
        var answers = Answers(cases, cutoff);
        var matrix = ConfusionMatrix.At(cutoff, cases);
        return Of(matrix, cutoff, bootstrap, answers, AreaUnderCurve.Of(cases), weights => ordered.Weighted(weights));
    }

    /// <summary>From a confusion matrix alone, as a publication gives it: everything but the area under the curve.</summary>
    public static DiagnosticEvaluation Of(ConfusionMatrix matrix, double cutoff, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Cell[] answers =
        [
            .. Enumerable.Repeat(Cell.TruePositive, matrix.TruePositive),
            .. Enumerable.Repeat(Cell.FalseNegative, matrix.FalseNegative),
            .. Enumerable.Repeat(Cell.TrueNegative, matrix.TrueNegative),
            .. Enumerable.Repeat(Cell.FalsePositive, matrix.FalsePositive),
        ];
        return Of(matrix, cutoff, bootstrap, answers, area: null, resampledArea: null);
    }

    private static DiagnosticEvaluation Of(
        ConfusionMatrix matrix, double cutoff, CaseBootstrap bootstrap, Cell[] answers, double? area, ResampledArea? resampledArea)
    {
        var intervals = bootstrap.Intervals(answers.Length, Rates.Length + 1, (weights, values) =>
        {
            values.Fill(double.NaN);
            // A resample of one class defines nothing.
            if (Resampled(answers, weights) is not { Positives: > 0, Negatives: > 0 } drawn)
                return;
            for (var rate = 0; rate < Rates.Length; rate++)
                values[rate] = Rates[rate](drawn) ?? double.NaN;
            // Answers without scores have no area: any number keeps its place.
            values[^1] = resampledArea is null ? 0 : resampledArea(weights) ?? double.NaN;
        });
        var estimates = Rates.Select((rate, index) => EstimateOf(rate(matrix), intervals[index], bootstrap.Method)).ToList();
        return new DiagnosticEvaluation
        {
            Cutoff = cutoff,
            Confusion = matrix,
            Auc = resampledArea is null ? null : EstimateOf(area, intervals[^1], bootstrap.Method),
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

    private static Cell[] Answers(ScoredCase[] cases, double cutoff) => Array.ConvertAll(cases, item => (item.Truth, item.Score > cutoff) switch
    {
        (true, true) => Cell.TruePositive,
        (true, false) => Cell.FalseNegative,
        (false, false) => Cell.TrueNegative,
        (false, true) => Cell.FalsePositive,
    });

    private static ConfusionMatrix Resampled(Cell[] answers, ReadOnlySpan<int> weights)
    {
        Span<int> counts = stackalloc int[4];
        for (var index = 0; index < answers.Length; index++)
            counts[(int)answers[index]] += weights[index];
        return new ConfusionMatrix(counts[(int)Cell.TruePositive], counts[(int)Cell.FalseNegative], counts[(int)Cell.TrueNegative], counts[(int)Cell.FalsePositive]);
    }

    private static Estimate EstimateOf(double? value, PercentileInterval? interval, string method) => (value, interval) switch
    {
        (null, _) => Estimate.None(method, "not defined: a row or a column of the confusion matrix is empty"),
        (_, null) => new Estimate(value, null, null, method, "no interval: resamples do not define it"),
        (_, { StandardDeviation: 0 }) => new Estimate(value, interval.Low, interval.High, method, "the same in every resample: the bootstrap does not tell how sure it is"),
        _ => new Estimate(value, interval.Low, interval.High, method, interval.Redrawn > 0 ? $"{interval.Redrawn} resamples drawn again" : null),
    };

    private delegate double? ResampledArea(ReadOnlySpan<int> weights);

    private enum Cell : byte
    {
        TruePositive = 0,
        FalseNegative = 1,
        TrueNegative = 2,
        FalsePositive = 3,
    }
}
