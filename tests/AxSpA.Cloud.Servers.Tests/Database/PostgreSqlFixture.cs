using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using AxSpA.Cloud.Tests.Reference;
using Npgsql;

namespace AxSpA.Cloud.Servers.Tests.Database;

/// <summary>One PostgreSQL for the tests of a class; a test that wants nobody else's tables takes a database of its own.</summary>
public sealed class PostgreSqlFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _models = new();
    private Server? _server;

    internal Server Server => _server!;

    internal string ConnectionString => Server.Settings["Hosting:Database:ConnectionString"]!;

    public async ValueTask InitializeAsync()
    {
        LightModels.Write(_models.Path, seed: 2);
        _server = await Server.PostgreSqlAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        _models.Dispose();
    }

    /// <summary>Settings of a host on a database that holds nothing yet.</summary>
    internal async Task<Dictionary<string, string?>> FreshAsync()
    {
        var name = $"fresh_{Guid.NewGuid():n}";
        // Of its own: a pooled one may be left from before a test stopped the server.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Patience.Token);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(Patience.Token);
        return Settings(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString);
    }

    internal Dictionary<string, string?> Settings(string connectionString) => new()
    {
        ["Hosting:Database:Kind"] = "PostgreSql",
        ["Hosting:Database:ConnectionString"] = connectionString,
        ["Hosting:ModelFolder"] = _models.Path,
        ["Ingestion:Intake:IdentityKey"] = Convert.ToBase64String(new byte[IdentityKey.Bytes]),
        ["LongitudinalRisk:Registry:IdentityKey"] = Convert.ToBase64String(new byte[IdentityKey.Bytes]),
    };
}
