using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Database;

[Trait("Requirement", "DAT-02")]
public sealed class DatabaseAwayTests(PostgreSqlFixture postgreSql) : IClassFixture<PostgreSqlFixture>
{
    [Fact]
    public async Task Database_that_goes_away_and_comes_back_is_written_to_again()
    {
        await using var replica = await Replica.StartAsync(await postgreSql.FreshAsync(), composition => composition.Owns<RegistryContext>(Services.LongitudinalRisk));
        var database = replica.Database<RegistryContext>();
        await AddAsync(database, "before");

        await postgreSql.Server.StopAsync();
        var away = await Should.ThrowAsync<Exception>(() => AddAsync(database, "lost"));
        InfrastructureFault.Is(away).ShouldBeTrue(away.ToString());
        (await replica.HealthAsync("longitudinal-risk-database")).ShouldBe(HealthStatus.Unhealthy);

        await postgreSql.Server.StartAsync();
        await AddAsync(database, "after");
        (await replica.HealthAsync("longitudinal-risk-database")).ShouldBe(HealthStatus.Healthy);
        (await database.ReadAsync(registry => registry.Radiographs.OrderBy(row => row.RadiographId).Select(row => row.RadiographId).ToListAsync(Patience.Token), Patience.Token))
            .ShouldBe(["after", "before"]);
    }

    [Fact]
    public async Task Host_starts_without_its_database_and_catches_up_when_it_is_there()
    {
        var settings = await postgreSql.FreshAsync();
        await postgreSql.Server.StopAsync();

        await using var replica = await Replica.StartAsync(
            settings,
            composition => composition.AddIngestion(),
            services => services.Remove(services.Single(service => service.ImplementationType == typeof(Dispatcher))));
        var database = replica.Database<LedgerContext>();
        database.Ready.ShouldBeFalse();
        (await replica.HealthAsync("ingestion-database")).ShouldBe(HealthStatus.Unhealthy);
        var away = await Should.ThrowAsync<DatabaseUnavailableException>(() => database.ReadAsync(ledger => ledger.Analyses.CountAsync(Patience.Token), Patience.Token));
        InfrastructureFault.Is(away).ShouldBeTrue();

        await postgreSql.Server.StartAsync();
        await database.ReadyAsync(Patience.Token);

        (await replica.HealthAsync("ingestion-database")).ShouldBe(HealthStatus.Healthy);
        while (!await database.ReadAsync(ledger => ledger.PlanActivations.AnyAsync(Patience.Token), Patience.Token))
            await Task.Delay(20, Patience.Token);
    }

    [Fact]
    public async Task Password_that_turns_out_wrong_after_the_start_ends_the_host()
    {
        var wrong = new NpgsqlConnectionStringBuilder(postgreSql.ConnectionString) { Password = "wrong" };
        await postgreSql.Server.StopAsync();
        await using var replica = await Replica.StartAsync(
            postgreSql.Settings(wrong.ConnectionString), composition => composition.Owns<RegistryContext>(Services.LongitudinalRisk));
        var stopping = new TaskCompletionSource();
        replica.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await postgreSql.Server.StartAsync();

        await stopping.Task.WaitAsync(Patience.Token);
        replica.Services.GetRequiredService<StartRefusal>().Reason!.Key.ShouldBe("Hosting:Database:ConnectionString");
    }

    private static Task AddAsync(Cloud.Hosting.Database.Database<RegistryContext> database, string id)
        => database.WriteAsync(
            registry =>
            {
                registry.Add(new RegisteredRadiograph { RadiographId = id, Site = "local" });
                return Task.CompletedTask;
            },
            Patience.Token);
}
