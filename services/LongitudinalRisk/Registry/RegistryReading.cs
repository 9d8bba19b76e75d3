using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What the registry knows, for reports.</summary>
public sealed class RegistryReading(Database<RegistryContext> database, RulesInForce rules)
{
    /// <summary>A cohort's state; empty where nothing was reported.</summary>
    /// <exception cref="RulesNotInForceException">It follows other rules than this replica's.</exception>
    public async Task<CohortState> CohortAsync(string cohort, CancellationToken cancellation)
    {
        var states = await StatesAsync(cohort, cancellation);
        var shared = new SharedTexts();
        return CohortState.Of(cohort, states.AsParallel().AsOrdered().Select(state => StateBytes.Read(state, shared)));
    }

    /// <summary>Subjects of a cohort as <see cref="StateBytes"/> writes them, by pseudonym; those who withdrew consent too.</summary>
    /// <exception cref="RulesNotInForceException">They follow other rules than this replica's.</exception>
    public Task<List<byte[]>> StatesAsync(string cohort, CancellationToken cancellation)
        => database.ReadAsync(
            async registry =>
            {
                await rules.RequireAsync(registry, cohort, cancellation);
                var states = await registry.Subjects.Where(row => row.Cohort == cohort).OrderBy(row => row.Subject).Select(row => row.State).ToListAsync(cancellation);
                // Other rules may have come into force before the states were read.
                await rules.RequireAsync(registry, cohort, cancellation);
                return states;
            },
            cancellation);

    /// <summary>Changes of flags after the one given, in the order of commits.</summary>
    public Task<List<FlagRow>> FlagsAfterAsync(long sequence, string? cohort, int most, CancellationToken cancellation)
        => database.ReadAsync(
            registry => registry.Flags.Where(row => row.Id > sequence && (cohort == null || row.Cohort == cohort)).OrderBy(row => row.Id).Take(most).ToListAsync(cancellation),
            cancellation);
}
