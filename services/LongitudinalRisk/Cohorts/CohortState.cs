namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>What a cohort's records say, all together.</summary>
public sealed record CohortState
{
    public required string Cohort { get; init; }

    /// <summary>Those who have not withdrawn consent, by pseudonym.</summary>
    public required IReadOnlyList<SubjectState> Subjects { get; init; }

    /// <summary>Subjects who withdrew consent; nothing of them is in the state.</summary>
    public required int ConsentWithdrawn { get; init; }

    /// <summary>Every model version that has read a baseline radiograph, by route, name and version.</summary>
    public IEnumerable<ModelVersion> Models => Subjects
        .SelectMany(subject => subject.Baseline?.Classifications ?? [])
        .Select(classification => classification.Model)
        .Distinct()
        .OrderBy(model => model.Route)
        .ThenBy(model => model.Name, StringComparer.Ordinal)
        .ThenBy(model => model.Version, Comparer<string>.Create(VersionOrder.Compare))
        .ThenBy(model => model.CardDigest, StringComparer.Ordinal)
        .ThenBy(model => model.WeightsDigest, StringComparer.Ordinal);

    /// <summary>The state that a set of records means: their order, and how often each comes, are nothing to it.</summary>
    /// <param name="records">Any records; those of other cohorts are left out, radiographs and classifications belong to no cohort.</param>
    public static CohortState Of(IEnumerable<RegistryRecord> records, CohortRules rules)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(rules);
        var bySubject = new Dictionary<string, List<SubjectRecord>>();
        var shared = new List<RegistryRecord>();
        foreach (var record in records)
        {
            if (record is not SubjectRecord mine)
            {
                shared.Add(record);
            }
            else if (mine.Cohort == rules.Cohort)
            {
                if (!bySubject.TryGetValue(mine.Subject, out var list))
                    bySubject[mine.Subject] = list = [];
                list.Add(mine);
            }
        }

        var radiographs = new RadiographIndex(shared);
        return Of(rules.Cohort, bySubject.Select(subject => SubjectReducer.Reduce(subject.Key, subject.Value, radiographs, rules)));
    }

    /// <summary>Subjects' states together.</summary>
    public static CohortState Of(string cohort, IEnumerable<SubjectState> subjects)
    {
        var all = subjects.ToList();
        return new CohortState
        {
            Cohort = cohort,
            Subjects = [.. all.Where(subject => !subject.ConsentWithdrawn).OrderBy(subject => subject.Subject, StringComparer.Ordinal)],
            ConsentWithdrawn = all.Count(subject => subject.ConsentWithdrawn),
        };
    }
}
