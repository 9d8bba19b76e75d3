using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Derives subjects' states anew within the transaction that changed what they follow from, and says what became of it.</summary>
/// <remarks>Its caller holds <see cref="Lock"/>: the registry has one writer at a time, in either database, so that neither of two causes of a flag misses the other.</remarks>
public sealed class Derivation(RulesInForce rules, RegistryPseudonyms pseudonyms, TimeProvider time)
{
    /// <summary>What every writer of the registry locks.</summary>
    public const string Lock = "registry";

    private const int Page = 500;

    /// <summary>Derives the subjects of a radiograph, of whichever cohorts: those it is linked to and those whose visits name it.</summary>
    public Task DeriveAsync(RegistryContext registry, string radiographId, CancellationToken cancellation)
        => DeriveAsync(registry, new Dictionary<string, string?> { [radiographId] = null }, cancellation);

    /// <summary>Derives subjects whose records changed.</summary>
    internal Task DeriveAsync(RegistryContext registry, HashSet<SubjectKey> subjects, CancellationToken cancellation)
        => DeriveAsync(registry, subjects.ToDictionary(subject => subject, _ => (string?)null), cancellation);

    /// <summary>Derives the subjects of radiographs.</summary>
    /// <param name="radiographs">For each radiograph the trace that its subjects' events belong to, where it is not the current one.</param>
    internal async Task DeriveAsync(RegistryContext registry, IReadOnlyDictionary<string, string?> radiographs, CancellationToken cancellation)
    {
        await registry.SaveChangesAsync(cancellation);
        var ids = radiographs.Keys.ToList();
        var linked = registry.Radiographs
            .Where(row => ids.Contains(row.RadiographId))
            .Join(
                registry.Subjects,
                radiograph => radiograph.Subject,
                subject => subject.Subject,
                (radiograph, subject) => new { subject.Cohort, subject.Subject, radiograph.RadiographId });
        var named = registry.Records
            .Where(row => row.RadiographId != null && ids.Contains(row.RadiographId))
            .Select(row => new { row.Cohort, row.Subject, RadiographId = row.RadiographId! });
        var touched = await linked.Union(named).ToListAsync(cancellation);
        var subjects = touched
            .GroupBy(pair => new SubjectKey(pair.Cohort, pair.Subject), pair => pair.RadiographId)
            .ToDictionary(ofOne => ofOne.Key, ofOne => radiographs[ofOne.Order(StringComparer.Ordinal).First()]);
        await DeriveAsync(registry, subjects, cancellation);
    }

    /// <summary>Derives what other replicas left of a cohort: what is decided next rests on all of its states.</summary>
    /// <exception cref="RulesNotInForceException">They follow other rules than this replica's.</exception>
    internal async Task CatchUpAsync(RegistryContext registry, string cohort, CancellationToken cancellation)
    {
        if (await rules.OwnAsync(registry, cohort, cancellation) is null)
            throw new RulesNotInForceException(cohort);
        var left = await registry.Underived.Where(row => row.Cohort == cohort).ToListAsync(cancellation);
        foreach (var page in left.Chunk(Page))
            await DeriveAsync(registry, [.. page.Select(row => new SubjectKey(cohort, row.Subject))], cancellation);
        registry.Underived.RemoveRange(left);
    }

    private async Task DeriveAsync(RegistryContext registry, Dictionary<SubjectKey, string?> traces, CancellationToken cancellation)
    {
        if (traces.Count == 0)
            return;
        await registry.SaveChangesAsync(cancellation);
        var cohorts = new Dictionary<string, CohortRules?>(StringComparer.Ordinal);
        foreach (var cohort in traces.Keys.Select(subject => subject.Cohort).Distinct())
            cohorts[cohort] = await rules.OwnAsync(registry, cohort, cancellation);
        await LeaveAsync(registry, [.. traces.Keys.Where(subject => cohorts[subject.Cohort] is null)], cancellation);
        List<SubjectKey> subjects = [.. traces.Keys.Where(subject => cohorts[subject.Cohort] is not null)];
        if (subjects.Count == 0)
            return;
        var records = await SubjectRecords.LoadAsync(registry, subjects, cancellation);
        var names = subjects.Select(subject => subject.Subject).Distinct().ToList();
        var known = (await registry.Subjects.Where(row => names.Contains(row.Subject)).ToListAsync(cancellation)).ToDictionary(row => new SubjectKey(row.Cohort, row.Subject));
        var readable = await ReadableRadiographs.LoadAsync(registry, pseudonyms, names, cancellation);
        var shared = new SharedTexts();
        foreach (var subject in subjects.OrderBy(subject => subject.Cohort, StringComparer.Ordinal).ThenBy(subject => subject.Subject, StringComparer.Ordinal))
        {
            using var span = traces[subject] is { } trace ? Spans.Continue("derive", trace) : null;
            var after = SubjectReducer.Reduce(subject.Subject, records.Of(subject), records.Radiographs, cohorts[subject.Cohort]!);
            var before = known.GetValueOrDefault(subject) is { } row ? StateBytes.TryRead(row.State, shared) ?? await ToldState.OfAsync(registry, subject, after, cancellation) : null;
            await Consequences.OfAsync(registry, subject, before, after, time.GetUtcNow(), cancellation);
            Keep(registry, known, subject, after);
            readable.Keep(subject, after);
        }
    }

    /// <summary>For a replica whose rules are in force.</summary>
    private static async Task LeaveAsync(RegistryContext registry, List<SubjectKey> subjects, CancellationToken cancellation)
    {
        foreach (var subject in subjects)
        {
            if (await registry.Underived.FindAsync([subject.Cohort, subject.Subject], cancellation) is null)
                registry.Underived.Add(new UnderivedRow { Cohort = subject.Cohort, Subject = subject.Subject });
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
