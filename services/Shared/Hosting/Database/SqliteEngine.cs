using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A file of one process, or a database in its memory. A transaction takes the write lock when it begins (BEGIN IMMEDIATE): nothing else needs a lock.</summary>
internal sealed class SqliteEngine(string connectionString) : IDatabaseEngine
{
    public bool Shared => false;

    public void Configure(DbContextOptionsBuilder options)
        => options.UseSqlite(connectionString).ReplaceService<IMigrationsAssembly, ProviderMigrations>();

    public async Task MigrateAsync(DbContext context, CancellationToken cancellation)
    {
        // Readers beside the writer, and one flush a commit. EF Core would set it only for a file that it makes itself.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        // EF Core's lock on a SQLite file is a row that a killed process leaves behind, and the next start would wait for it for ever.
        // Only one process at a time works in an embedded system's folder, so whatever lock is found here is such a leftover.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    public Task LockAsync(DbContext context, string subject, CancellationToken cancellation) => Task.CompletedTask;

    public bool LostRace(Exception failure) => false;

    public bool IsAway(Exception failure) => false;

    public string? RefusalOf(Exception failure) => null;
}
