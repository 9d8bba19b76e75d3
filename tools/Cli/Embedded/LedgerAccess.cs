using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Ingestion;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>
/// A work folder's ledger without its services. No lock is taken: SQLite itself puts writers one after the other, and an axspa that is running on the
/// folder sees the change at its next tick.
/// </summary>
internal static class LedgerAccess
{
    /// <returns>A host that is never started; it holds Ingestion's services.</returns>
    /// <exception cref="UsageException">The folder has no ledger.</exception>
    public static IHost Open(string folder)
    {
        var database = Path.Combine(folder, "database", Contracts.Services.Ingestion + ".db");
        if (!File.Exists(database))
            throw new UsageException($"expected a work folder of axspa, found no {database}");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new($"{HostingOptions.Section}:{nameof(HostingOptions.Folder)}", folder)]);
        new Composition(builder, Contracts.Services.All).AddIngestion();
        return builder.Build();
    }
}
