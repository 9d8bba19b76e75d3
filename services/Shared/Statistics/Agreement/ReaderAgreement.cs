using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>How far readers agree with each other, and with the models, all radiographs of a subject pooled.</summary>
/// <param name="Pairs">Each pair of readers that have a radiograph in common.</param>
/// <param name="WithModels">Each reader with each model.</param>
/// <param name="Readers">How many readings each radiograph of <paramref name="FleissKappa"/> has: as many as most radiographs have, two at least.</param>
/// <param name="FleissCases">Radiographs with exactly that many readings.</param>
/// <param name="FleissKappa">On the status; without a value where there are none or all say the same.</param>
public sealed record ReaderAgreement(IReadOnlyList<PairAgreement> Pairs, IReadOnlyList<PairAgreement> WithModels, int Readers, int FleissCases, Estimate FleissKappa)
{
    /// <param name="readers">Readings by people; one a reader and radiograph.</param>
    /// <param name="models">Answers of models, the model in the reader's place.</param>
    /// <param name="bootstrap">Of the intervals; it draws subjects.</param>
    public static ReaderAgreement Of(IReadOnlyList<GivenWord> readers, IReadOnlyList<GivenWord> models, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(bootstrap);
        var (people, machines) = (ByReader(readers), ByReader(models));
        var pairs = people.SelectMany((first, index) => people.Skip(index + 1).Select(second => (First: first, Second: second)));
        var withModels = people.SelectMany(reader => machines.Select(model => (First: reader, Second: model)));
        var (count, cases, kappa) = Fleiss(readers, bootstrap);
        return new ReaderAgreement(Met(pairs), Met(withModels), count, cases, kappa);

        List<PairAgreement> Met(IEnumerable<((string Name, Dictionary<int, GivenWord> Words) First, (string Name, Dictionary<int, GivenWord> Words) Second)> all) =>
        [
            .. all.AsParallel().AsOrdered()
                .Select(pair => PairAgreement.Of(pair.First.Name, pair.First.Words, pair.Second.Name, pair.Second.Words, bootstrap))
                .Where(pair => pair.Cases > 0 || pair.Joints > 0),
        ];
    }

    private static List<(string Name, Dictionary<int, GivenWord> Words)> ByReader(IReadOnlyList<GivenWord> words)
        => [.. words.GroupBy(word => word.Reader).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.ToDictionary(word => word.Radiograph)))];

    private static (int Readers, int Cases, Estimate Kappa) Fleiss(IReadOnlyList<GivenWord> words, CaseBootstrap bootstrap)
    {
        var read = words.Where(word => word.Radiographic is not null).GroupBy(word => (word.Subject, word.Radiograph))
            .Select(group => (group.Key.Subject, Radiographic: group.Count(word => word.Radiographic == true), Not: group.Count(word => word.Radiographic == false)))
            .ToList();
        var usual = read.Select(one => one.Radiographic + one.Not).Where(count => count >= 2).CountBy(count => count).OrderByDescending(count => count.Value).ThenByDescending(count => count.Key).FirstOrDefault();
        var asUsual = read.Where(one => one.Radiographic + one.Not == usual.Key).ToList();
        return (usual.Key, asUsual.Count, SubjectBootstrap.Fleiss(asUsual, usual.Key, bootstrap));
    }
}
