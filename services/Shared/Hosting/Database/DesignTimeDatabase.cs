using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>What <c>dotnet ef</c> makes migrations from: <c>dotnet ef migrations add NAME -o …/Migrations/PostgreSql -- PostgreSql</c>, and likewise for <c>Sqlite</c>.</summary>
/// <remarks>It writes the new snapshot over the first file of that name it meets, be it the other database's: each folder keeps its own, and a test compares both with the model.</remarks>
public static class DesignTimeDatabase
{
    /// <summary>Options of a context that never connects.</summary>
    /// <param name="arguments">What stands behind the <c>--</c>: the database's kind.</param>
    public static DbContextOptions<TContext> Options<TContext>(IReadOnlyList<string> arguments, string service)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(arguments);
        IDatabaseEngine engine = arguments.Contains(nameof(DatabaseKind.PostgreSql))
            ? new PostgreSqlEngine("Host=localhost", service)
            : new SqliteEngine("Data Source=:memory:");
        var options = new DbContextOptionsBuilder<TContext>();
        engine.Configure(options);
        return options.Options;
    }
}
