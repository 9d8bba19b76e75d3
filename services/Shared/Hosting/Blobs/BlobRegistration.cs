using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>The one blob store of a host.</summary>
internal static class BlobRegistration
{
    public static void AddBlobs(this IServiceCollection services)
        => services.TryAddSingleton<IBlobStore>(provider => new FolderBlobStore(provider.GetRequiredService<IOptions<HostingOptions>>().Value.BlobFolder));
}
