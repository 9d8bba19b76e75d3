using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Agreement;
using AxSpA.Cloud.Statistics.Comparison;
using AxSpA.Cloud.Statistics.Evaluation;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>What the classifiers say, how hard the task is, and how far the simulated readers agree.</summary>
internal static class DiagnosisFigures
{
    public const string DifferenceKey = "auc.difference";
    public const string DeLongKey = "auc.deLongP";

    private const double LeastAuc = 0.90;
    private const double MostTrivialAuc = 0.65;
    private const double LeastKappa = 0.4, MostKappa = 0.7;
    private const string NotRead = "no case that every model answered, or fewer than two of a class";

    public static IEnumerable<FigureDefinition> Each =>
    [
        new("diagnosis", "unread", "cases that a model did not answer, share", null, group => FigureValue.Share([.. group.Cases.Select(one => one.AnatomyAware is null)])),
        .. OfModel(PhantomEvaluation.AnatomyAware, FigureLimit.AtLeast(LeastAuc)),
        .. OfModel(PhantomEvaluation.Standard, null),
        new("diagnosis", DifferenceKey, $"AUC {PhantomEvaluation.AnatomyAware} less {PhantomEvaluation.Standard}", null, Difference),
        new("diagnosis", DeLongKey, "p of that difference (DeLong)", null, group => FigureValue.Alone(Areas(group)?.P, group.Cases.Count, "DeLong, two-sided")),
        new("difficulty", "trivial.auc", "logistic regression on mean, contrast and size: AUC, cases of one site compared", FigureLimit.AtMost(MostTrivialAuc), group => TrivialTask.WithinSites(group.Cases)),
        new("difficulty", "trivial.pooledAuc", "the same, cases of all sites compared", null, group => TrivialTask.Pooled(group.Cases)),
        new("difficulty", "kappa.least", "kappa of two readers, least of the pairs", FigureLimit.AtLeast(LeastKappa), group => Kappa(group, pairs => pairs.Min())),
        new("difficulty", "kappa.most", "kappa of two readers, largest of the pairs", FigureLimit.AtMost(MostKappa), group => Kappa(group, pairs => pairs.Max())),
    ];

    private static IEnumerable<FigureDefinition> OfModel(string model, FigureLimit? auc) =>
    [
        new("diagnosis", $"auc.{model}", $"AUC {model}", auc, group => new FigureValue(Area(group, model), group.Diagnosis?.Cases ?? 0)),
        new("diagnosis", $"balancedAccuracy.{model}", $"balanced accuracy {model}", null, group => Of(group, model, one => one.Diagnosis.BalancedAccuracy)),
        new("diagnosis", $"sensitivity.{model}", $"sensitivity {model}", null, group => Of(group, model, one => one.Diagnosis.Sensitivity)),
        new("diagnosis", $"specificity.{model}", $"specificity {model}", null, group => Of(group, model, one => one.Diagnosis.Specificity)),
    ];

    private static FigureValue Of(CaseGroup group, string model, Func<ModelEvaluation, Estimate> figure)
        => new(Find(group, model) is { } found ? figure(found) : Estimate.None(group.Bootstrap.Method, NotRead), group.Diagnosis?.Cases ?? 0);

    private static Estimate Area(CaseGroup group, string model)
        => Find(group, model) is { Diagnosis.Confusion: { Positives: >= 2, Negatives: >= 2 } } found ? AreaInterval.Of(found.Cases) : Estimate.None(AreaInterval.Method, NotRead);

    private static ModelEvaluation? Find(CaseGroup group, string model) => group.Diagnosis?.Models.FirstOrDefault(one => one.Model == model);

    /// <summary>Of the only pair there is: standard first, as the publication's table has it.</summary>
    private static DeLongResult? Areas(CaseGroup group) => group.Diagnosis?.Comparisons is [var pair, ..] ? pair.Areas : null;

    private static FigureValue Difference(CaseGroup group)
        => new(Areas(group)?.Difference ?? Estimate.None(AreaInterval.Method, NotRead), group.Diagnosis?.Cases ?? 0);

    private static FigureValue Kappa(CaseGroup group, Func<IEnumerable<double>, double> of)
    {
        var words = group.Cases.SelectMany((one, place) => one.Case.Readers.Select((reader, seat) => new GivenWord(place, place, $"reader {seat + 1}", reader.IsRadiographic, reader.Left, reader.Right)));
        var pairs = ReaderAgreement.Of([.. words], [], group.Bootstrap).Pairs.Select(pair => pair.Kappa.Value).OfType<double>().ToList();
        return FigureValue.Alone(pairs.Count == 0 ? null : of(pairs), group.Cases.Count, "Cohen's kappa of the status");
    }
}
