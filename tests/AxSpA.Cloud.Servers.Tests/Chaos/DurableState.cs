using Npgsql;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>What PostgreSQL holds after a disturbance, read past the services.</summary>
internal sealed class DurableState(string connectionString)
{
    /// <summary>Facts that an analysis with both routes ends with: five of the anatomy-aware one, three of the standard one.</summary>
    private const long FactsOfAnAnalysis = 8;

    /// <summary>Every radiograph of the site has ended completed, with each fact once and each classification registered once.</summary>
    public async Task NothingIsLostOrDoubledAsync(string site, int radiographs, CancellationToken cancellation)
    {
        const string analyses = """
            select a."AnalysisId" from ingestion."Analyses" a join ingestion."Radiographs" r on r."RadiographId" = a."RadiographId" where r."Site" = $1
            """;
        (await CountAsync($"select count(*) from ({analyses}) a", site, cancellation)).ShouldBe(radiographs, "analyses");
        (await CountAsync($"""select count(*) from ingestion."Analyses" where "State" = 2 and "AnalysisId" in ({analyses})""", site, cancellation))
            .ShouldBe(radiographs, "completed analyses");
        (await CountAsync($"""select count(*) from ingestion."Facts" where "AnalysisId" in ({analyses})""", site, cancellation))
            .ShouldBe(radiographs * FactsOfAnAnalysis, "facts");
        (await CountAsync($"""select count(*) from longitudinal_risk."Classifications" where "AnalysisId" in ({analyses})""", site, cancellation))
            .ShouldBe(radiographs * 2L, "registered classifications");
        // No analysis waits for this, which a message still on its way may bring.
        while (await CountAsync("""select count(*) from longitudinal_risk."Radiographs" where "Site" = $1""", site, cancellation) is var registered && registered != radiographs)
        {
            registered.ShouldBeLessThan(radiographs, "registered radiographs");
            await Task.Delay(50, cancellation);
        }
    }

    private async Task<long> CountAsync(string query, string site, CancellationToken cancellation)
    {
        // Of its own: a pooled one may be left from before the server was stopped.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new NpgsqlParameter { Value = site } } };
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
