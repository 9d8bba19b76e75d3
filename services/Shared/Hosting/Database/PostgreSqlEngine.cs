using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A service's schema in a PostgreSQL database that all replicas of all services share.</summary>
internal sealed class PostgreSqlEngine(string connectionString, string service) : IDatabaseEngine
{
    /// <summary>
    /// What a connection has where its string says nothing else, the last word counting. Six services in several replicas share a server: a pool
    /// is small. A session whose process froze or fell off the network gives its locks back after a minute or two, not after TCP's two hours.
    /// Nothing here changes a session beyond its transaction, so none is reset between two, which the server would do in seven statements. Kerberos is
    /// not offered at each connection: its library is not in the services' images, and its lack would be said at each one.
    /// </summary>
    private const string Defaults =
        "Maximum Pool Size=8;Timeout=5;Command Timeout=20;Max Auto Prepare=100;Auto Prepare Min Usages=2;No Reset On Close=true;Tcp Keepalive=true;"
        + "GSS Encryption Mode=Disable;"
        + "Options=-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 -c idle_in_transaction_session_timeout=120000;";

    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(30);

    /// <summary>SQLSTATEs of a server that is there and comes back by itself: admin_shutdown, crash_shutdown, cannot_connect_now.</summary>
    private static readonly string[] ComingBack = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.CannotConnectNow];

    private readonly string _schema = ServiceSchema.Of(service);
    private readonly string _connectionString = $"Application Name=axspa-{service};{Defaults}{connectionString}";

    public bool Shared => true;

    public void Configure(DbContextOptionsBuilder options)
        => options
            .UseNpgsql(_connectionString, npgsql => npgsql.MigrationsHistoryTable("__EFMigrationsHistory", _schema))
            .ReplaceService<IMigrationsAssembly, ProviderMigrations>()
            .AddInterceptors(RowLock.Interceptor);

    public async Task MigrateAsync(DbContext context, CancellationToken cancellation)
    {
        // The lock belongs to a session of its own: when that ends, with this method or with the process, the next one may.
        await using var turn = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await turn.OpenAsync(cancellation);
        // EF Core takes a lock of its own on the table of migrations, but two processes making schema and table at once would still collide.
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", turn)
        {
            CommandTimeout = (int)MigrationLimit.TotalSeconds,
            Parameters = { new NpgsqlParameter<long> { TypedValue = KeyOf("migrations") } },
        };
        await take.ExecuteNonQueryAsync(cancellation);
        context.Database.SetCommandTimeout(MigrationLimit);
        await context.Database.MigrateAsync(cancellation);
        // The context goes back to its pool.
        context.Database.SetCommandTimeout((int?)null);
    }

    public Task LockAsync(DbContext context, string subject, CancellationToken cancellation)
        => context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({KeyOf(subject)})", cancellation);

    public bool LostRace(Exception failure)
        => failure.GetBaseException() is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        };

    public bool IsAway(Exception failure)
        => Causes(failure).OfType<NpgsqlException>().Any(cause => cause.IsTransient || ComingBack.Contains(cause.SqlState));

    public string? RefusalOf(Exception failure)
        => Causes(failure).OfType<PostgresException>().FirstOrDefault()?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
                => "expected a user and a password that the server takes, found ones it refuses",
            PostgresErrorCodes.InvalidCatalogName => "expected the name of a database that the server has, found one it does not know",
            PostgresErrorCodes.InsufficientPrivilege => $"expected a user who may create and change the schema {_schema}, found one who may not",
            _ => null,
        };

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    /// <summary>A lock's number. The server counts them a database; within it the schema keeps services apart.</summary>
    private long KeyOf(string subject) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{_schema}\n{subject}")));
}
