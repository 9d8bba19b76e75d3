using System.Data.Common;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Embedded;

/// <summary>What a radiograph costs the servers: the numbers stand beside the throughput in the README.</summary>
public class OperationsTests
{
    [Fact]
    public async Task Radiograph_on_both_routes_takes_a_known_number_of_blob_operations_and_database_statements()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        CountedBlobs fetched = null!, asked = null!;
        var statements = new CountedStatements();
        await using var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"], services =>
        {
            var store = services.Last(service => service.ServiceType == typeof(IBlobStore)).ImplementationFactory!;
            services.AddSingleton<IBlobStore>(provider =>
            {
                fetched = new CountedBlobs((IBlobStore)store(provider));
                return asked = new CountedBlobs(new KeptBlobs(fetched, 64 << 20));
            });
            services.AddSingleton<IInterceptor>(statements);
        },
        // Each tick looks: the longer it took, the more statements there were.
        overrides: ("Ingestion:Ledger:Tick", "01:00:00"));
        var before = statements.Count;

        (await run.AnalyseAsync(EmbeddedRun.Png(seed: 3))).State.ShouldBe(AnalysisState.Completed);

        TestContext.Current.SendDiagnosticMessage(
            $"asked: {asked.Creates} writes, {asked.Reads} reads, {asked.Lengths} lengths; of the store: {fetched.Operations}; statements: {statements.Count - before}");
        // Six records and their twelve artifacts, the canonical radiograph; eleven inputs, and no look for a record of pixels that nobody sent before.
        // One process need not fetch the radiograph five times: four fewer, or three where two stages ask at once.
        (asked.Creates, asked.Reads, asked.Lengths).ShouldBe((19, 11, 0));
        fetched.Operations.ShouldBeInRange(26, 28);
        (statements.Count - before).ShouldBeInRange(40, 100);
    }

    private sealed class CountedStatements : DbCommandInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }
}
