using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Keeps the radiographs that readers may be given in step with subjects' states.</summary>
internal sealed class ReadableRadiographs
{
    private readonly RegistryContext _registry;
    private readonly RegistryPseudonyms _pseudonyms;
    private readonly ILookup<SubjectKey, ReadableRow> _known;

    private ReadableRadiographs(RegistryContext registry, RegistryPseudonyms pseudonyms, IEnumerable<ReadableRow> known)
        => (_registry, _pseudonyms, _known) = (registry, pseudonyms, known.ToLookup(row => new SubjectKey(row.Cohort, row.Subject)));

    /// <param name="subjects">Whose states will change.</param>
    public static async Task<ReadableRadiographs> LoadAsync(RegistryContext registry, RegistryPseudonyms pseudonyms, IReadOnlyCollection<string> subjects, CancellationToken cancellation)
        => new(registry, pseudonyms, await registry.Readables.Where(row => subjects.Contains(row.Subject)).ToListAsync(cancellation));

    public void Keep(SubjectKey subject, SubjectState state)
    {
        var readable = state.Visits.Where(visit => visit.RadiographId is not null).GroupBy(visit => visit.RadiographId!).ToDictionary(visits => visits.Key, ReadersOf);
        foreach (var row in _known[subject])
        {
            if (!readable.Remove(row.RadiographId, out var readers))
                _registry.Readables.Remove(row);
            else if (row.Readers != readers)
                row.Readers = readers;
        }

        _registry.Readables.AddRange(readable.Select(one => new ReadableRow
        {
            Cohort = subject.Cohort,
            Subject = subject.Subject,
            RadiographId = one.Key,
            Place = _pseudonyms.Place(one.Key),
            Readers = one.Value,
        }));
    }

    /// <summary>What <see cref="ReadableRow.Readers"/> has where this reader has read it.</summary>
    public static string Mark(string reader) => $" {reader} ";

    private static string ReadersOf(IEnumerable<VisitState> visits)
        => string.Concat(visits.Select(visit => visit.Readings.Select(reading => reading.Reader)).Aggregate((all, some) => all.Intersect(some)).Order(StringComparer.Ordinal).Select(Mark));
}
