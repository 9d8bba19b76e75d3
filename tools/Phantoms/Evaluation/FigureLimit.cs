namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>What a figure should be: at least, at most, or within both.</summary>
public sealed record FigureLimit(double? Least, double? Most)
{
    public static FigureLimit AtLeast(double least) => new(least, null);

    public static FigureLimit AtMost(double most) => new(null, most);

    public static FigureLimit Within(double least, double most) => new(least, most);

    /// <summary>A figure that does not exist meets no limit.</summary>
    public bool IsMet(double? value) => value is { } number && !(number < Least) && !(number > Most);
}
