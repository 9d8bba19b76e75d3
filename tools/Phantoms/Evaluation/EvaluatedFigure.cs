namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A figure of all cases and of each site.</summary>
/// <param name="Topic">What it belongs to.</param>
/// <param name="Key">Its name for programs.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Limit">What it should be; null where it is only shown.</param>
/// <param name="All">Of all cases.</param>
/// <param name="Sites">Of each site, in the order of <see cref="PhantomEvaluation.Sites"/>.</param>
public sealed record EvaluatedFigure(string Topic, string Key, string Name, FigureLimit? Limit, FigureValue All, IReadOnlyList<FigureValue> Sites)
{
    /// <summary>Whether all cases together meet the limit; null without one.</summary>
    public bool? Met => Limit?.IsMet(All.Estimate.Value);
}
