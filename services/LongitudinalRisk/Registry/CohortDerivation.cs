using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Brings a replica's rules for a cohort into force where nobody holds others, and derives by them what other replicas left.</summary>
/// <param name="shared">Whether other replicas may live: without any, nobody holds other rules.</param>
internal sealed class CohortDerivation(Derivation derivation, bool shared, TimeProvider time)
{
    private const int Page = 500;

    /// <summary>Whether <see cref="TakeUpAsync"/> has anything to do.</summary>
    public async Task<bool> IsDueAsync(RegistryContext registry, CohortRules rules, CancellationToken cancellation)
    {
        var known = await registry.Cohorts.FindAsync([rules.Cohort], cancellation);
        if (known is null)
            return true;
        if (known.Rules != RulesInForce.TextOf(rules))
            return !shared || known.HeldUntil <= time.GetUtcNow();
        return (shared && known.HeldUntil < time.GetUtcNow() + (RulesInForce.Hold / 2)) || await registry.Underived.AnyAsync(row => row.Cohort == rules.Cohort, cancellation);
    }

    /// <summary>All subjects in one transaction, whose caller holds <see cref="Derivation.Lock"/>: a report never mixes rules.</summary>
    public async Task TakeUpAsync(RegistryContext registry, CohortRules rules, CancellationToken cancellation)
    {
        // Another replica may have come first.
        if (!await IsDueAsync(registry, rules, cancellation))
            return;
        var text = RulesInForce.TextOf(rules);
        var known = await registry.Cohorts.FindAsync([rules.Cohort], cancellation);
        if (known is null)
        {
            known = new CohortRow { Cohort = rules.Cohort, Rules = text, DerivedAt = time.GetUtcNow() };
            registry.Cohorts.Add(known);
        }
        else if (known.Rules != text)
        {
            (known.Rules, known.DerivedAt) = (text, time.GetUtcNow());
            var subjects = await registry.Subjects.Where(row => row.Cohort == rules.Cohort).OrderBy(row => row.Subject).Select(row => row.Subject).ToListAsync(cancellation);
            foreach (var page in subjects.Chunk(Page))
                await derivation.DeriveAsync(registry, [.. page.Select(subject => new SubjectKey(rules.Cohort, subject))], cancellation);
        }

        await derivation.CatchUpAsync(registry, rules.Cohort, cancellation);
        known.HeldUntil = time.GetUtcNow() + RulesInForce.Hold;
    }
}
