using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Derives subjects' states anew within the transaction that changed what they follow from, and says what became of it.</summary>
/// <remarks>Its caller holds <see cref="Lock"/>: the registry has one writer at a time, in either database, so that neither of two causes of a flag misses the other.</remarks>
public sealed class Derivation(KnownCohorts cohorts, RegistryPseudonyms pseudonyms, TimeProvider time)
{
    /// <summary>What every writer of the registry locks.</summary>
    public const string Lock = "registry";

    /// <summary>Derives the subjects of a radiograph, of whichever cohorts: those it is linked to and those whose visits name it.</summary>
    public async Task DeriveAsync(RegistryContext registry, string radiographId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(registry);
        await registry.SaveChangesAsync(cancellation);
        var linked = registry.Radiographs
            .Where(row => row.RadiographId == radiographId)
            .Join(registry.Subjects, radiograph => radiograph.Subject, subject => subject.Subject, (_, subject) => new { subject.Cohort, subject.Subject });
        var named = registry.Records.Where(row => row.RadiographId == radiographId).Select(row => new { row.Cohort, row.Subject });
        var subjects = await linked.Union(named).ToListAsync(cancellation);
        await DeriveAsync(registry, [.. subjects.Select(subject => new SubjectKey(subject.Cohort, subject.Subject))], cancellation);
    }

    /// <summary>Derives subjects whose records changed.</summary>
    internal async Task DeriveAsync(RegistryContext registry, HashSet<SubjectKey> subjects, CancellationToken cancellation)
    {
        if (subjects.Count == 0)
            return;
        await registry.SaveChangesAsync(cancellation);
        var records = await SubjectRecords.LoadAsync(registry, subjects, cancellation);
        var names = subjects.Select(subject => subject.Subject).Distinct().ToList();
        var known = (await registry.Subjects.Where(row => names.Contains(row.Subject)).ToListAsync(cancellation)).ToDictionary(row => new SubjectKey(row.Cohort, row.Subject));
        var readable = await ReadableRadiographs.LoadAsync(registry, pseudonyms, names, cancellation);
        var shared = new SharedTexts();
        foreach (var subject in subjects.OrderBy(subject => subject.Cohort, StringComparer.Ordinal).ThenBy(subject => subject.Subject, StringComparer.Ordinal))
        {
            if (cohorts.Find(subject.Cohort) is not { } rules)
                continue;
            var after = SubjectReducer.Reduce(subject.Subject, records.Of(subject), records.Radiographs, rules);
            var before = known.GetValueOrDefault(subject) is { } row ? StateBytes.Read(row.State, shared) : null;
            await Consequences.OfAsync(registry, subject, before, after, time.GetUtcNow(), cancellation);
            Keep(registry, known, subject, after);
            readable.Keep(subject, after);
        }
    }

    private static void Keep(RegistryContext registry, Dictionary<SubjectKey, SubjectRow> known, SubjectKey subject, SubjectState state)
    {
        var bytes = StateBytes.Write(state);
        if (known.TryGetValue(subject, out var row))
            row.State = bytes;
        else
            registry.Subjects.Add(new SubjectRow { Cohort = subject.Cohort, Subject = subject.Subject, State = bytes });
    }
}
