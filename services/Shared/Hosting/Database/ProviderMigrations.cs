using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>One model, a set of migrations a database: those in the namespace <c>….Migrations.Sqlite</c> or <c>….Migrations.PostgreSql</c> below the context's.</summary>
/// <remarks>EF Core would take every migration of the context's assembly, whichever database it was made for.</remarks>
internal sealed class ProviderMigrations : IMigrationsAssembly
{
    public ProviderMigrations(ICurrentDbContext current, IDatabaseProvider provider)
    {
        var context = current.Context.GetType();
        var kind = provider.Name.Contains("Npgsql", StringComparison.Ordinal) ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;
        Assembly = context.Assembly;
        TypeInfo[] types =
        [
            .. Assembly.DefinedTypes.Where(type => type.Namespace == $"{context.Namespace}.Migrations.{kind}"
                && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context),
        ];
        Migrations = types
            .Where(type => type.IsSubclassOf(typeof(Migration)))
            .OrderBy(IdOf, StringComparer.Ordinal)
            .ToDictionary(IdOf);
        ModelSnapshot = types.SingleOrDefault(type => type.IsSubclassOf(typeof(ModelSnapshot))) is { } snapshot
            ? (ModelSnapshot)Activator.CreateInstance(snapshot)!
            : null;
    }

    public Assembly Assembly { get; }

    public IReadOnlyDictionary<string, TypeInfo> Migrations { get; }

    public ModelSnapshot? ModelSnapshot { get; }

    public string? FindMigrationId(string nameOrId)
        => Migrations.Keys.FirstOrDefault(id => id.Equals(nameOrId, StringComparison.OrdinalIgnoreCase) || id.EndsWith("_" + nameOrId, StringComparison.OrdinalIgnoreCase));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass)!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    private static string IdOf(TypeInfo migration) => migration.GetCustomAttribute<MigrationAttribute>()!.Id;
}
