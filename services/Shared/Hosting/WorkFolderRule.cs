using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Database;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting;

/// <summary>A work folder is needed by whatever lies in it.</summary>
/// <param name="owned">The databases of this host; a stage has none.</param>
internal sealed class WorkFolderRule(IOptions<BlobOptions> blobs, IOptions<DatabaseOptions> database, IEnumerable<OwnedDatabase> owned) : IValidateOptions<HostingOptions>
{
    public ValidateOptionsResult Validate(string? name, HostingOptions options)
    {
        var needed = blobs.Value.Kind == BlobStoreKind.Folder || (database.Value.Kind == DatabaseKind.Sqlite && owned.Any());
        return needed && options.Folder.Length == 0
            ? ValidateOptionsResult.Fail("Hosting:Folder: expected the path of the work folder, found nothing")
            : ValidateOptionsResult.Success;
    }
}
