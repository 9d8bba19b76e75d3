using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public sealed class DatabaseTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2030, 5, 1, 12, 0, 0, TimeSpan.FromHours(2));

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder["database"], "longitudinal-risk.db");

    [Fact]
    public async Task Thousand_writers_at_once_lose_no_change()
    {
        await using var host = await RegistryHost.StartAsync(_folder);
        await host.Database.WriteAsync(registry => { registry.Add(Radiograph("0")); return Task.CompletedTask; }, Cancellation);

        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancellation }, async (_, cancellation) =>
            await host.Database.WriteAsync(
                async registry =>
                {
                    var row = await registry.Radiographs.SingleAsync(cancellation);
                    var next = int.Parse(row.Site) + 1;
                    await registry.Radiographs.ExecuteUpdateAsync(update => update.SetProperty(radiograph => radiograph.Site, next.ToString()), cancellation);
                },
                cancellation));

        (await host.Database.ReadAsync(registry => registry.Radiographs.SingleAsync(Cancellation), Cancellation)).Site.ShouldBe("1000");
    }

    [Fact]
    public async Task Work_that_fails_changes_nothing_and_lets_the_next_in()
    {
        await using var host = await RegistryHost.StartAsync(_folder);

        await Should.ThrowAsync<InvalidOperationException>(() => host.Database.WriteAsync(
            async registry =>
            {
                registry.Add(Radiograph("lost"));
                await registry.SaveChangesAsync(Cancellation);
                throw new InvalidOperationException("changed its mind");
            },
            Cancellation));
        await host.Database.WriteAsync(registry => { registry.Add(Radiograph("kept")); return Task.CompletedTask; }, Cancellation);

        (await host.Database.ReadAsync(registry => registry.Radiographs.SingleAsync(Cancellation), Cancellation)).Site.ShouldBe("kept");
    }

    [Fact]
    public async Task A_save_sets_no_savepoint_that_nobody_returns_to()
    {
        await using var host = await RegistryHost.StartAsync(_folder);

        // Contexts are pooled: the second transaction is given the first one's.
        for (var transaction = 0; transaction < 2; transaction++)
            (await host.Database.WriteAsync(registry => Task.FromResult(registry.Database.AutoSavepointsEnabled), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Times_compare_in_the_database_and_come_back_as_the_same_moment()
    {
        await using var host = await RegistryHost.StartAsync(_folder);
        await host.Database.WriteAsync(registry => { registry.Add(Classification(Noon)); return Task.CompletedTask; }, Cancellation);

        var before = await host.Database.ReadAsync(registry => registry.Classifications.CountAsync(row => row.RegisteredAt < Noon, Cancellation), Cancellation);
        var found = await host.Database.ReadAsync(registry => registry.Classifications.SingleAsync(row => row.RegisteredAt == Noon.ToUniversalTime(), Cancellation), Cancellation);

        before.ShouldBe(0);
        found.RegisteredAt.ShouldBe(Noon);
        found.RegisteredAt.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        await using var host = await RegistryHost.StartAsync(_folder);

        var seen = await host.Database.WriteAsync(
            async registry =>
            {
                registry.Add(Radiograph("not yet"));
                await registry.SaveChangesAsync(Cancellation);
                return await host.Database.ReadAsync(other => other.Radiographs.CountAsync(Cancellation), Cancellation);
            },
            Cancellation);

        seen.ShouldBe(0);
        (await host.Database.ReadAsync(registry => registry.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(Cancellation), Cancellation))
            .ShouldBe("wal");
    }

    [Fact]
    public async Task Lock_that_a_killed_process_left_does_not_hold_up_the_start()
    {
        Directory.CreateDirectory(_folder["database"]);
        await using (var connection = new SqliteConnection($"Data Source={File}"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2030-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await using var host = await RegistryHost.StartAsync(_folder).WaitAsync(Patience.Token);

        (await host.Database.ReadAsync(registry => registry.Radiographs.CountAsync(Cancellation), Cancellation)).ShouldBe(0);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public void Migrations_of_either_database_come_to_the_models_of_the_code(DatabaseKind kind)
    {
        using var registry = new RegistryContext(DesignTimeDatabase.Options<RegistryContext>([$"{kind}"], Services.LongitudinalRisk));
        using var ledger = new LedgerContext(DesignTimeDatabase.Options<LedgerContext>([$"{kind}"], Services.Ingestion));

        registry.Database.HasPendingModelChanges().ShouldBeFalse();
        ledger.Database.HasPendingModelChanges().ShouldBeFalse();
        ledger.Database.GetMigrations().ShouldNotBeEmpty();
        (ledger.Database.GenerateCreateScript().Contains("CREATE SCHEMA ingestion", StringComparison.Ordinal)).ShouldBe(kind == DatabaseKind.PostgreSql);
    }

    [Fact]
    public async Task File_of_the_first_migration_goes_on_with_what_it_holds()
    {
        Directory.CreateDirectory(_folder["database"]);
        var options = new DbContextOptionsBuilder<RegistryContext>();
        new SqliteEngine($"Data Source={File}").Configure(options);
        await using (var registry = new RegistryContext(options.Options))
        {
            await registry.GetService<IMigrator>().MigrateAsync(registry.Database.GetMigrations().First(), Cancellation);
            await registry.Database.ExecuteSqlAsync($"INSERT INTO Radiographs (RadiographId, Site) VALUES ('radiograph', 'kept')", Cancellation);
        }

        await using var host = await RegistryHost.StartAsync(_folder);
        await host.PublishAsync(1);

        (await host.Database.ReadAsync(registry => registry.Radiographs.SingleAsync(Cancellation), Cancellation)).Site.ShouldBe("kept");
        (await host.Published.NextAsync()).ShouldBe("radiograph-1");
    }

    public void Dispose() => _folder.Dispose();

    private static RegisteredRadiograph Radiograph(string site) => new() { RadiographId = "radiograph", Site = site };

    private static RegisteredClassification Classification(DateTimeOffset registeredAt) => new()
    {
        AnalysisId = Guid.Empty,
        Route = Cloud.Contracts.V1.ClassificationRoute.Standard,
        RadiographId = "radiograph",
        ModelName = "model",
        ModelVersion = "1",
        ModelCardDigest = "card",
        ModelWeightsDigest = "weights",
        Probability = 0.5,
        Cutoff = 0.59,
        Positive = false,
        Confident = false,
        RegisteredAt = registeredAt,
    };
}
