namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>Two readers, or a reader and a model, on what both read.</summary>
/// <param name="Cases">Radiographs on which both say a status.</param>
/// <param name="Agreed">Of these, the same.</param>
/// <param name="Kappa">Cohen's, on the status; null where chance alone agrees always.</param>
/// <param name="Joints">Joints that both graded.</param>
/// <param name="WeightedKappa">Quadratic, on grades 0 to 4; null where no joint was graded by both or chance alone agrees always.</param>
public sealed record PairAgreement(string First, string Second, int Cases, int Agreed, double? Kappa, int Joints, double? WeightedKappa)
{
    private const int Grades = 5;

    internal static PairAgreement Of(string first, IReadOnlyDictionary<int, GivenWord> ofFirst, string second, IReadOnlyDictionary<int, GivenWord> ofSecond)
    {
        var both = ofFirst.Where(pair => ofSecond.ContainsKey(pair.Key)).Select(pair => (First: pair.Value, Second: ofSecond[pair.Key])).ToList();
        var words = both.Where(pair => pair is { First.Radiographic: not null, Second.Radiographic: not null }).Select(pair => (First: Number(pair.First), Second: Number(pair.Second))).ToList();
        var joints = both.SelectMany(pair => new[] { (First: pair.First.LeftGrade, Second: pair.Second.LeftGrade), (First: pair.First.RightGrade, Second: pair.Second.RightGrade) })
            .Where(pair => pair is { First: not null, Second: not null })
            .ToList();
        return new PairAgreement(
            first,
            second,
            words.Count,
            words.Count(pair => pair.First == pair.Second),
            CohenKappa.Of([.. words.Select(pair => pair.First)], [.. words.Select(pair => pair.Second)], 2),
            joints.Count,
            CohenKappa.Of([.. joints.Select(pair => pair.First!.Value)], [.. joints.Select(pair => pair.Second!.Value)], Grades, KappaWeighting.Quadratic));
    }

    private static int Number(GivenWord word) => word.Radiographic!.Value ? 1 : 0;
}
