using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>Two readers, or a reader and a model, on what both read, all radiographs of a subject pooled.</summary>
/// <param name="Cases">Radiographs on which both say a status.</param>
/// <param name="Agreed">Of these, the same.</param>
/// <param name="Kappa">Cohen's, on the status; without a value where chance alone agrees always.</param>
/// <param name="Joints">Joints that both graded.</param>
/// <param name="WeightedKappa">Quadratic, on grades 0 to 4; without a value where no joint was graded by both or chance alone agrees always.</param>
public sealed record PairAgreement(string First, string Second, int Cases, int Agreed, Estimate Kappa, int Joints, Estimate WeightedKappa)
{
    private const int Grades = 5;

    internal static PairAgreement Of(string first, IReadOnlyDictionary<int, GivenWord> ofFirst, string second, IReadOnlyDictionary<int, GivenWord> ofSecond, CaseBootstrap bootstrap)
    {
        var both = ofFirst.Where(pair => ofSecond.ContainsKey(pair.Key)).Select(pair => (First: pair.Value, Second: ofSecond[pair.Key])).ToList();
        var words = both.Where(pair => pair is { First.Radiographic: not null, Second.Radiographic: not null }).Select(pair => (pair.First.Subject, First: Number(pair.First), Second: Number(pair.Second))).ToList();
        var joints = both.SelectMany(pair => new[] { (pair.First.Subject, First: pair.First.LeftGrade, Second: pair.Second.LeftGrade), (pair.First.Subject, First: pair.First.RightGrade, Second: pair.Second.RightGrade) })
            .Where(pair => pair is { First: not null, Second: not null })
            .Select(pair => (pair.Subject, pair.First!.Value, pair.Second!.Value))
            .ToList();
        return new PairAgreement(
            first,
            second,
            words.Count,
            words.Count(pair => pair.First == pair.Second),
            SubjectBootstrap.Cohen(words, 2, KappaWeighting.None, bootstrap),
            joints.Count,
            SubjectBootstrap.Cohen(joints, Grades, KappaWeighting.Quadratic, bootstrap));
    }

    private static int Number(GivenWord word) => word.Radiographic!.Value ? 1 : 0;
}
