using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A database in memory that nobody else sees and that goes with this object.</summary>
public sealed class ScratchDatabase<TContext> : IDbContextFactory<TContext>, IDisposable
    where TContext : DbContext
{
    private readonly SqliteConnection _kept;
    private readonly DbContextOptions<TContext> _options;
    private readonly Func<DbContextOptions<TContext>, TContext> _create;

    /// <param name="create">The context's constructor.</param>
    public ScratchDatabase(Func<DbContextOptions<TContext>, TContext> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _create = create;
        var name = $"scratch-{Guid.NewGuid():n}";
        // The database lives as long as a connection to it is open.
        _kept = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = name, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared }.ConnectionString);
        _kept.Open();
        var engine = new SqliteEngine(_kept.ConnectionString);
        var options = new DbContextOptionsBuilder<TContext>();
        engine.Configure(options);
        _options = options.Options;
        Database = new Database<TContext>(this, new OutboxSignal<TContext>(), engine);
        using var context = CreateDbContext();
        context.Database.EnsureCreated();
    }

    public Database<TContext> Database { get; }

    public TContext CreateDbContext() => _create(_options);

    public void Dispose()
    {
        Database.Dispose();
        _kept.Dispose();
    }
}
