using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Which rules a cohort's states follow where replicas of several releases or options share the registry: one set at a time, <see cref="CohortRow.Rules"/>.</summary>
/// <remarks>
/// Rules stay in force while a replica lives that has them, which each of those says at least every <see cref="Hold"/>. A replica with other rules, newer or older, derives nothing of the
/// cohort meanwhile and leaves its subjects as <see cref="UnderivedRow"/>s. Once nobody has said so for that long, the first replica that looks derives the cohort by its own rules. So
/// rules change once a rollout, and once a rollback: after the last replica of the former deployment has ended.
/// </remarks>
public sealed class RulesInForce(KnownCohorts cohorts, TimeProvider time)
{
    /// <summary>How long rules stay in force after a replica last said that it has them. Replicas' clocks may differ by a few seconds.</summary>
    internal static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    /// <summary>Raised by a release that derives something more.</summary>
    private const int Form = 2;

    /// <summary>Rules as text, with all of the release that states depend on.</summary>
    internal static string TextOf(CohortRules rules)
        => $"{Form}.{StateBytes.Format};{rules.Adjudication.Name};{rules.BaselineVisit};{rules.FollowUpMonths};{rules.FollowUpToleranceMonths};{rules.RadiographWithinDays}";

    /// <summary>This replica's rules where they are in force; a cohort that has none yet takes these. The caller holds <see cref="Derivation.Lock"/>.</summary>
    /// <returns>Null where other rules are in force, or this replica does not know the cohort.</returns>
    internal async Task<CohortRules?> OwnAsync(RegistryContext registry, string cohort, CancellationToken cancellation)
    {
        if (cohorts.Find(cohort) is not { } rules)
            return null;
        var text = TextOf(rules);
        if (await registry.Cohorts.FindAsync([cohort], cancellation) is { } known)
            return known.Rules == text ? rules : null;
        registry.Cohorts.Add(new CohortRow { Cohort = cohort, Rules = text, DerivedAt = time.GetUtcNow(), HeldUntil = time.GetUtcNow() + Hold });
        return rules;
    }

    /// <summary>For a reader of the cohort's states, who holds no lock.</summary>
    /// <exception cref="RulesNotInForceException">They follow other rules than this replica's.</exception>
    internal async Task RequireAsync(RegistryContext registry, string cohort, CancellationToken cancellation)
    {
        var text = cohorts.Find(cohort) is { } rules ? TextOf(rules) : null;
        if (await registry.Cohorts.AnyAsync(row => row.Cohort == cohort && row.Rules != text, cancellation))
            throw new RulesNotInForceException(cohort);
    }
}
