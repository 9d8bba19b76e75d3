using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Grpc;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>
/// Writes subjects' states past the stream, which would take many minutes. A report reads these rows and no others, so the history behind them is left out;
/// that they are what the stream leaves is checked on subjects that were streamed.
/// </summary>
internal sealed class RegistryFilling(MadeUpFollowUps followUps, IServiceProvider services)
{
    private const int SubjectsATransaction = 2000;

    private readonly Database<RegistryContext> _database = services.GetRequiredService<Database<RegistryContext>>();
    private readonly RecordDoor _door = services.GetRequiredService<RecordDoor>();
    private readonly CohortRules _rules = services.GetRequiredService<KnownCohorts>().Find(followUps.Cohort)!;

    /// <summary>Registers the models' words on streamed subjects, as the pipeline's events do.</summary>
    public async Task ClassifyAsync(int subjects, CancellationToken cancellation)
    {
        await _database.ReadyAsync(cancellation);
        var derivation = services.GetRequiredService<Derivation>();
        await _database.WriteAsync(
            Derivation.Lock,
            async registry =>
            {
                foreach (var subject in Enumerable.Range(0, subjects))
                {
                    var classifications = MadeUpFollowUps.ClassificationsOf(subject).ToList();
                    registry.Classifications.AddRange(classifications.Select(RowOf));
                    await derivation.DeriveAsync(registry, classifications[0].RadiographId, cancellation);
                }
            },
            cancellation);
    }

    /// <summary>That streamed subjects are in the database as they would have been written here, to the byte.</summary>
    /// <exception cref="FailedRunException">One is not.</exception>
    public async Task CheckAsync(int subjects, CancellationToken cancellation)
    {
        var found = await _database.ReadAsync(
            registry => registry.Subjects.Where(row => row.Cohort == followUps.Cohort).ToDictionaryAsync(row => row.Subject, row => row.State, cancellation), cancellation);
        var written = RowsOf(0, subjects);
        if (found.Count != written.Count || !written.All(row => found.TryGetValue(row.Subject, out var state) && state.AsSpan().SequenceEqual(row.State)))
            throw new FailedRunException("expected subjects written past the stream to be those that the stream leaves, found others");
    }

    /// <summary>Writes subjects <paramref name="from"/> to <paramref name="to"/>, the last left out.</summary>
    public async Task WriteAsync(int from, int to, CancellationToken cancellation)
    {
        for (var first = from; first < to; first += SubjectsATransaction)
        {
            var rows = RowsOf(first, Math.Min(SubjectsATransaction, to - first));
            await _database.WriteAsync(
                async registry =>
                {
                    registry.ChangeTracker.AutoDetectChangesEnabled = false;
                    await registry.Subjects.AddRangeAsync(rows, cancellation);
                },
                cancellation);
        }
    }

    private List<SubjectRow> RowsOf(int from, int count)
    {
        var subjects = ParallelEnumerable.Range(from, count).SelectMany(subject => followUps.RecordsOf(subject).Select(Read)).ToList();
        var classifications = Enumerable.Range(from, count).SelectMany(MadeUpFollowUps.ClassificationsOf);
        return
        [
            .. CohortState.Of([.. subjects, .. classifications], _rules).Subjects.AsParallel()
                .Select(state => new SubjectRow { Cohort = followUps.Cohort, Subject = state.Subject, State = StateBytes.Write(state) }),
        ];
    }

    private SubjectRecord Read(Grpc.V1.FollowUpRecord record)
        => _door.Read(record, new RequestCheck()) ?? throw new InvalidOperationException("expected made-up records to be good ones, found one that is refused");

    private static RegisteredClassification RowOf(ClassificationRecord classification) => new()
    {
        AnalysisId = classification.AnalysisId,
        Route = classification.Model.Route,
        RadiographId = classification.RadiographId,
        ModelName = classification.Model.Name,
        ModelVersion = classification.Model.Version,
        ModelCardDigest = classification.Model.CardDigest,
        ModelWeightsDigest = classification.Model.WeightsDigest,
        Probability = classification.Probability,
        Cutoff = classification.Positive ? 0 : classification.Probability,
        Positive = classification.Positive,
        Confident = classification.Confident,
        RegisteredAt = DateTimeOffset.UnixEpoch,
    };
}
