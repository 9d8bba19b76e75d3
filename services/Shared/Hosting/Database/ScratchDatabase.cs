using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A database in memory that nobody else sees and that goes with this object.</summary>
public sealed class ScratchDatabase<TContext> : IDbContextFactory<TContext>, IAsyncDisposable
    where TContext : DbContext
{
    private readonly SqliteConnection _kept;
    private readonly DbContextOptions<TContext> _options;
    private readonly Func<DbContextOptions<TContext>, TContext> _create;

    private ScratchDatabase(SqliteConnection kept, Func<DbContextOptions<TContext>, TContext> create)
    {
        _kept = kept;
        _create = create;
        _options = new DbContextOptionsBuilder<TContext>().UseSqlite(kept.ConnectionString).Options;
    }

    public static async Task<ScratchDatabase<TContext>> CreateAsync(Func<DbContextOptions<TContext>, TContext> create, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(create);
        var name = $"scratch-{Guid.NewGuid():n}";
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = name, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared }.ConnectionString);
        // The database lives as long as a connection to it is open.
        await connection.OpenAsync(cancellation);
        var scratch = new ScratchDatabase<TContext>(connection, create);
        await using var context = scratch.CreateDbContext();
        await context.Database.EnsureCreatedAsync(cancellation);
        return scratch;
    }

    public TContext CreateDbContext() => _create(_options);

    public ValueTask DisposeAsync() => _kept.DisposeAsync();
}
