using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>In what the databases differ.</summary>
internal interface IDatabaseEngine
{
    /// <summary>Whether other processes work in the same database: rows may come from them, and the server may be away.</summary>
    bool Shared { get; }

    /// <summary>Chooses provider and connection.</summary>
    void Configure(DbContextOptionsBuilder options);

    /// <summary>Brings the database to the shape its code expects; of several processes that do so at once, one does and the others find it done.</summary>
    Task MigrateAsync(DbContext context, CancellationToken cancellation);

    /// <summary>Within a transaction: waits for every other transaction, of any process, that holds the subject, and holds it to the end.</summary>
    Task LockAsync(DbContext context, string subject, CancellationToken cancellation);

    /// <summary>Whether a transaction failed only because another one came first, so that looking again helps.</summary>
    bool LostRace(Exception failure);

    /// <summary>Whether the server does not answer, or not yet: waiting helps.</summary>
    bool IsAway(Exception failure);

    /// <summary>What is wrong with the connection as configured, in words for whoever configures it; null where that is not what failed.</summary>
    string? RefusalOf(Exception failure);
}
