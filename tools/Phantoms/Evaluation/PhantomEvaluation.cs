using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Models against phantoms: every figure with its limit, of all cases and of each site.</summary>
/// <param name="Sites">In the order of their names.</param>
/// <param name="Figures">In the order in which they are shown.</param>
/// <param name="Sets">The classifiers' evaluation, all cases first and then each site, of the cases that every model answered.</param>
/// <param name="Cases">In the order of the cohorts.</param>
public sealed record PhantomEvaluation(
    IReadOnlyList<string> Sites, IReadOnlyList<EvaluatedFigure> Figures, IReadOnlyList<SetEvaluation> Sets, IReadOnlyList<MeasuredCase> Cases)
{
    public const string AnatomyAware = "anatomy-aware";
    public const string Standard = "standard";

    /// <summary>Whether every limit is met.</summary>
    public bool Met => Figures.All(figure => figure.Met != false);

    /// <param name="cases">One radiograph a subject: intervals resample cases as if they were independent.</param>
    /// <param name="cutoffs">By model, of those that answered.</param>
    /// <exception cref="ArgumentException">No cases.</exception>
    public static PhantomEvaluation Of(IReadOnlyList<MeasuredCase> cases, CutoffRule cutoffs, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(cutoffs);
        if (cases.Count == 0)
            throw new ArgumentException("expected cases, found none", nameof(cases));
        var sites = cases.Select(one => one.Case.Site).Distinct().Order(StringComparer.Ordinal).ToList();
        var all = Group(CaseGroup.Everything, cases, cutoffs, bootstrap);
        var groups = sites.Count == 1 ? [] : sites.ConvertAll(site => Group(site, [.. cases.Where(one => one.Case.Site == site)], cutoffs, bootstrap));
        var figures = Definitions(cutoffs).AsParallel().AsOrdered()
            .Select(figure => new EvaluatedFigure(figure.Topic, figure.Key, figure.Name, figure.Limit, figure.Of(all), [.. groups.Select(figure.Of)]))
            .ToList();
        return new PhantomEvaluation([.. groups.Select(group => group.Name)], figures, [.. groups.Prepend(all).Select(group => group.Diagnosis).OfType<SetEvaluation>()], cases);
    }

    /// <summary>Without a standard model nothing is said of it.</summary>
    private static IEnumerable<FigureDefinition> Definitions(CutoffRule cutoffs)
        => BoneFigures.Each.Concat(DiagnosisFigures.Each).Concat(AttentionFigures.Each)
            .Where(figure => cutoffs.Fixed.ContainsKey(Standard) || !(figure.Key.Contains(Standard, StringComparison.Ordinal) || figure.Key is DiagnosisFigures.DifferenceKey or DiagnosisFigures.DeLongKey));

    private static CaseGroup Group(string name, IReadOnlyList<MeasuredCase> cases, CutoffRule cutoffs, CaseBootstrap bootstrap)
    {
        var withStandard = cutoffs.Fixed.ContainsKey(Standard);
        var read = cases.Where(one => one.AnatomyAware is not null && (!withStandard || one.Standard is not null)).ToList();
        if (read.Count == 0)
            return new CaseGroup(name, cases, null, bootstrap);
        // The standard model first: a difference is then what anatomy adds, as in the publication's table.
        List<ModelScores> models = withStandard ? [new(Standard, [.. read.Select(one => one.Standard!.Probability)])] : [];
        models.Add(new(AnatomyAware, [.. read.Select(one => one.AnatomyAware!.Probability)]));
        var set = new ScoredSet(name, [.. read.Select(one => one.Case.Truth)], models);
        return new CaseGroup(name, cases, SetEvaluation.Of([set], cutoffs, bootstrap)[0], bootstrap);
    }
}
