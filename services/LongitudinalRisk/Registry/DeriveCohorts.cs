using System.Data.Common;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>
/// Looks again and again whether a cohort is to be derived by this replica's rules: they changed, its release derives more, or other replicas left subjects. On a database of its own it looks
/// once, before anything is served from it.
/// </summary>
internal sealed partial class DeriveCohorts(
    Database<RegistryContext> database, Derivation derivation, KnownCohorts cohorts, TimeProvider time, ILogger<DeriveCohorts> log) : BackgroundService
{
    /// <summary>What other replicas left waits so long at most; short beside <see cref="RulesInForce.Hold"/>.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CohortDerivation _cohort = new(derivation, database.Shared, time);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!database.Shared && await LookAsync(cancellationToken))
            return;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.ReadyAsync(stoppingToken);
        while (true)
        {
            var derived = await LookAsync(stoppingToken);
            if (derived && !database.Shared)
                return;
            await Task.Delay(derived ? Pause : PauseAfterFailure, time, stoppingToken);
        }
    }

    /// <summary>A database that goes away meanwhile comes back: nothing is half derived.</summary>
    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var derived = true;
        foreach (var rules in cohorts.All)
        {
            try
            {
                if (await database.ReadAsync(registry => _cohort.IsDueAsync(registry, rules, cancellation), cancellation))
                    await database.WriteAsync(Derivation.Lock, registry => _cohort.TakeUpAsync(registry, rules, cancellation), cancellation);
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or TimeoutException)
            {
                LogNotDerived(log, rules.Cohort, failure.GetBaseException().Message);
                derived = false;
            }
        }

        return derived;
    }

    [LoggerMessage(7001, LogLevel.Warning, "Cohort {Cohort} is not derived by its rules yet, trying again: {Cause}")]
    private static partial void LogNotDerived(ILogger log, string cohort, string cause);
}
