using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>At the start, a cohort whose rules changed is derived anew, all subjects in one transaction: a report never mixes rules.</summary>
internal sealed class DeriveCohorts(Database<RegistryContext> database, Derivation derivation, KnownCohorts cohorts, TimeProvider time) : BackgroundService
{
    private const int Page = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.ReadyAsync(stoppingToken);
        foreach (var rules in cohorts.All)
            await database.WriteAsync(Derivation.Lock, registry => DeriveAsync(registry, rules, stoppingToken), stoppingToken);
    }

    private async Task DeriveAsync(RegistryContext registry, CohortRules rules, CancellationToken cancellation)
    {
        var text = $"{rules.Adjudication.Name};{rules.BaselineVisit};{rules.FollowUpMonths};{rules.FollowUpToleranceMonths};{rules.RadiographWithinDays}";
        var known = await registry.Cohorts.FindAsync([rules.Cohort], cancellation);
        if (known?.Rules == text)
            return;
        var subjects = await registry.Subjects.Where(row => row.Cohort == rules.Cohort).OrderBy(row => row.Subject).Select(row => row.Subject).ToListAsync(cancellation);
        foreach (var page in subjects.Chunk(Page))
            await derivation.DeriveAsync(registry, [.. page.Select(subject => new SubjectKey(rules.Cohort, subject))], cancellation);
        if (known is null)
            registry.Cohorts.Add(new CohortRow { Cohort = rules.Cohort, Rules = text, DerivedAt = time.GetUtcNow() });
        else
            (known.Rules, known.DerivedAt) = (text, time.GetUtcNow());
    }
}
