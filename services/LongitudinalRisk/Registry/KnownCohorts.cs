using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>The cohorts of this deployment: the publication's four, and those of the options.</summary>
public sealed class KnownCohorts
{
    private readonly Dictionary<string, CohortRules> _cohorts;

    /// <exception cref="RefusedStartException">A cohort names a rule that there is not.</exception>
    public KnownCohorts(IOptions<RegistryOptions> options, AdjudicationRules rules)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        _cohorts = Published.ToDictionary(cohort => cohort.Cohort, StringComparer.Ordinal);
        foreach (var (number, cohort) in options.Value.Cohorts.Index())
            _cohorts[cohort.Name] = RulesOf(number, cohort, rules);
    }

    /// <summary>By name.</summary>
    public IEnumerable<CohortRules> All => _cohorts.Values.OrderBy(cohort => cohort.Cohort, StringComparer.Ordinal);

    private static IEnumerable<CohortRules> Published =>
    [
        new() { Cohort = "PROOF", Adjudication = AdjudicationRules.LocalThenCentral },
        new() { Cohort = "GESPIC", Adjudication = AdjudicationRules.TwoCentral },
        new() { Cohort = "OptiRef", Adjudication = AdjudicationRules.Consensus },
        new() { Cohort = "DAMACT", Adjudication = AdjudicationRules.ThreeBlinded },
    ];

    public CohortRules? Find(string name) => _cohorts.GetValueOrDefault(name);

    private static CohortRules RulesOf(int number, CohortOptions cohort, AdjudicationRules rules) => new()
    {
        Cohort = cohort.Name,
        Adjudication = rules.Find(cohort.Adjudication) ?? throw new RefusedStartException(
            $"{RegistryOptions.Section}:{nameof(RegistryOptions.Cohorts)}:{number}:{nameof(CohortOptions.Adjudication)}",
            $"expected one of {string.Join(", ", rules.Names)}, found {cohort.Adjudication}"),
        BaselineVisit = cohort.BaselineVisit.Length == 0 ? null : cohort.BaselineVisit,
        FollowUpMonths = cohort.FollowUpMonths,
        FollowUpToleranceMonths = cohort.FollowUpToleranceMonths,
        RadiographWithinDays = cohort.RadiographWithinDays,
    };
}
