using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>How far the truth can be told without looking at bone: logistic regression on mean, contrast and size, each case predicted by a fit without it.</summary>
internal static class TrivialTask
{
    private const int Folds = 10;
    private const string Method = "ten-fold cross-validation";
    private const string TooFew = "fewer than two cases of a class in a fold's fit";

    /// <summary>
    /// Chance that a positive case scores above a negative one of the same site, ties half. Sites differ in prevalence and in look, so across sites the look tells
    /// the site and the site the odds, which is no property of a radiograph.
    /// </summary>
    public static FigureValue WithinSites(IReadOnlyList<MeasuredCase> cases)
    {
        if (Predict(cases) is not { } scored)
            return new FigureValue(Estimate.None(Method, TooFew), cases.Count);
        var (wins, pairs) = (0.0, 0L);
        foreach (var site in cases.Select((one, place) => (one.Case.Site, Case: scored[place])).GroupBy(one => one.Site, one => one.Case))
        {
            ScoredCase[] ofSite = [.. site];
            if (AreaUnderCurve.Of(ofSite) is not { } area)
                continue;
            long positives = ofSite.Count(one => one.Truth);
            var between = positives * (ofSite.Length - positives);
            wins += area * between;
            pairs += between;
        }

        return FigureValue.Alone(pairs == 0 ? null : wins / pairs, cases.Count, Method);
    }

    /// <summary>The usual area, over all pairs.</summary>
    public static FigureValue Pooled(IReadOnlyList<MeasuredCase> cases)
        => Predict(cases) is { } scored
            ? new FigureValue(AreaInterval.Of(scored) with { Method = $"{Method}; {AreaInterval.Method}" }, cases.Count)
            : new FigureValue(Estimate.None(Method, TooFew), cases.Count);

    /// <summary>Each case by the fit without its fold; null where a class is too small. Folds take the cases of each class in turn.</summary>
    private static ScoredCase[]? Predict(IReadOnlyList<MeasuredCase> cases)
    {
        var folds = FoldsOf(cases);
        var features = cases.Select(one => one.Features.Values).ToList();
        var scored = new ScoredCase[cases.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] fit = [.. Enumerable.Range(0, cases.Count).Where(place => folds[place] != fold)];
            if (fit.Count(place => cases[place].Case.Truth) is var positives && (positives < 2 || fit.Length - positives < 2))
                return null;
            var regression = LogisticRegression.Fit([.. fit.Select(place => features[place])], [.. fit.Select(place => cases[place].Case.Truth)]);
            for (var place = 0; place < cases.Count; place++)
            {
                if (folds[place] == fold)
                    scored[place] = new ScoredCase(cases[place].Case.Truth, regression.Probability(features[place]));
            }
        }

        return scored;
    }

    private static int[] FoldsOf(IReadOnlyList<MeasuredCase> cases)
    {
        var folds = new int[cases.Count];
        var (positives, negatives) = (0, 0);
        for (var place = 0; place < folds.Length; place++)
            folds[place] = (cases[place].Case.Truth ? positives++ : negatives++) % Folds;
        return folds;
    }
}
