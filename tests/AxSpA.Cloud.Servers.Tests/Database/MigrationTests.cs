using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Database;

[Trait("Requirement", "DAT-02")]
public sealed class MigrationTests(PostgreSqlFixture postgreSql) : IClassFixture<PostgreSqlFixture>
{
    [Fact]
    public async Task Processes_that_migrate_at_once_all_start_and_the_migrations_ran_once()
    {
        var settings = await postgreSql.FreshAsync();

        var starts = Enumerable.Range(0, 8).Select(number => Task.Run(() => Replica.StartAsync(settings, number % 2 == 0 ? Registry : Ledger))).ToList();
        var replicas = await Task.WhenAll(starts);

        foreach (var (replica, number) in replicas.Select((replica, number) => (replica, number)))
        {
            if (number % 2 == 0)
                await AreAppliedOnceAsync(replica.Database<RegistryContext>());
            else
                await AreAppliedOnceAsync(replica.Database<LedgerContext>());
            await replica.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("Password", "wrong", "expected a user and a password that the server takes, found ones it refuses")]
    [InlineData("Username", "nobody", "expected a user and a password that the server takes, found ones it refuses")]
    [InlineData("Database", "nowhere", "expected the name of a database that the server has, found one it does not know")]
    public async Task Connection_that_the_server_refuses_stops_the_start_and_the_message_names_the_setting(string key, string value, string message)
    {
        var connection = new NpgsqlConnectionStringBuilder(postgreSql.ConnectionString) { [key] = value };

        var refused = await Should.ThrowAsync<RefusedStartException>(() => Replica.StartAsync(postgreSql.Settings(connection.ConnectionString), Registry));

        refused.Message.ShouldBe($"Hosting:Database:ConnectionString: {message}");
    }

    private static void Registry(Composition composition) => composition.Owns<RegistryContext>(Services.LongitudinalRisk);

    private static void Ledger(Composition composition) => composition.Owns<LedgerContext>(Services.Ingestion);

    private static async Task AreAppliedOnceAsync<TContext>(Cloud.Hosting.Database.Database<TContext> database)
        where TContext : DbContext
    {
        // A start waits for migrations only so long.
        await database.ReadyAsync(Patience.Token);
        var (applied, known) = await database.ReadAsync(
            async context => (await context.Database.GetAppliedMigrationsAsync(Patience.Token), context.Database.GetMigrations()),
            Patience.Token);
        applied.ShouldBe(known);
    }
}
