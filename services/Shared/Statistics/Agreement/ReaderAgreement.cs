namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>How far readers agree with each other, and with the models.</summary>
/// <param name="Pairs">Each pair of readers that have a radiograph in common.</param>
/// <param name="WithModels">Each reader with each model.</param>
/// <param name="Readers">How many readings each radiograph of <paramref name="FleissKappa"/> has: as many as most radiographs have, two at least.</param>
/// <param name="FleissCases">Radiographs with exactly that many readings.</param>
/// <param name="FleissKappa">On the status; null where there are none or all say the same.</param>
public sealed record ReaderAgreement(IReadOnlyList<PairAgreement> Pairs, IReadOnlyList<PairAgreement> WithModels, int Readers, int FleissCases, double? FleissKappa)
{
    /// <param name="readers">Readings by people; one a reader and radiograph.</param>
    /// <param name="models">Answers of models, the model in the reader's place.</param>
    public static ReaderAgreement Of(IReadOnlyList<GivenWord> readers, IReadOnlyList<GivenWord> models)
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(models);
        var (people, machines) = (ByReader(readers), ByReader(models));
        var pairs = people.SelectMany((first, index) => people.Skip(index + 1).Select(second => PairAgreement.Of(first.Name, first.Words, second.Name, second.Words)));
        var withModels = people.SelectMany(reader => machines.Select(model => PairAgreement.Of(reader.Name, reader.Words, model.Name, model.Words)));
        var (count, cases, kappa) = Fleiss(readers);
        return new ReaderAgreement([.. pairs.Where(Met)], [.. withModels.Where(Met)], count, cases, kappa);

        static bool Met(PairAgreement pair) => pair.Cases > 0 || pair.Joints > 0;
    }

    private static List<(string Name, Dictionary<int, GivenWord> Words)> ByReader(IReadOnlyList<GivenWord> words)
        => [.. words.GroupBy(word => word.Reader).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.ToDictionary(word => word.Subject)))];

    private static (int Readers, int Cases, double? Kappa) Fleiss(IReadOnlyList<GivenWord> words)
    {
        var bySubject = words.Where(word => word.Radiographic is not null).GroupBy(word => word.Subject).Select(group => new[] { group.Count(word => word.Radiographic == true), group.Count(word => word.Radiographic == false) }).ToList();
        var usual = bySubject.Select(counts => counts.Sum()).Where(count => count >= 2).CountBy(count => count).OrderByDescending(count => count.Value).ThenByDescending(count => count.Key).FirstOrDefault();
        int[][] read = [.. bySubject.Where(counts => counts.Sum() == usual.Key)];
        return usual.Key == 0 ? (0, 0, null) : (usual.Key, read.Length, FleissKappaOf(read));
    }

    private static double? FleissKappaOf(int[][] counts) => Agreement.FleissKappa.Of(counts);
}
