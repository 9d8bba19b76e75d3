using System.Data.Common;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>At the start, a cohort whose rules changed, or whose release derived less, is derived anew, all subjects in one transaction: a report never mixes rules.</summary>
internal sealed partial class DeriveCohorts(
    Database<RegistryContext> database, Derivation derivation, KnownCohorts cohorts, TimeProvider time, ILogger<DeriveCohorts> log) : BackgroundService
{
    private const int Page = 500;

    /// <summary>Raised by a release that derives something more.</summary>
    private const int Form = 2;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.ReadyAsync(stoppingToken);
        foreach (var rules in cohorts.All)
        {
            while (!await TryAsync(rules, stoppingToken))
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
        }
    }

    /// <summary>A database that goes away meanwhile comes back: nothing is half derived.</summary>
    private async Task<bool> TryAsync(CohortRules rules, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync(Derivation.Lock, registry => DeriveAsync(registry, rules, cancellation), cancellation);
            return true;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or TimeoutException)
        {
            LogNotDerived(log, rules.Cohort, failure.GetBaseException().Message);
            return false;
        }
    }

    private async Task DeriveAsync(RegistryContext registry, CohortRules rules, CancellationToken cancellation)
    {
        var text = $"{Form};{rules.Adjudication.Name};{rules.BaselineVisit};{rules.FollowUpMonths};{rules.FollowUpToleranceMonths};{rules.RadiographWithinDays}";
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

    [LoggerMessage(7001, LogLevel.Warning, "Cohort {Cohort} is not derived by its rules yet, trying again: {Cause}")]
    private static partial void LogNotDerived(ILogger log, string cohort, string cause);
}
