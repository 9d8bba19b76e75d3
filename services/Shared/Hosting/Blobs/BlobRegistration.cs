using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>The one blob store of a host.</summary>
internal static class BlobRegistration
{
    public static void AddBlobs(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(BlobOptions.Section).GetValue<BlobStoreKind>(nameof(BlobOptions.Kind)) == BlobStoreKind.Azure)
            services.AddAzure();
        else
            services.TryAddSingleton<IBlobStore>(provider => new MeteredBlobStore(
                new FolderBlobStore(provider.GetRequiredService<IOptions<HostingOptions>>().Value.BlobFolder)));
    }

    private static void AddAzure(this IServiceCollection services)
    {
        services.AddSingleton(provider => new AzureBlobStore(AzureAccount.Open(provider.GetRequiredService<IOptions<BlobOptions>>().Value)));
        services.TryAddSingleton<IBlobStore>(provider => new KeptBlobs(
            new MeteredBlobStore(provider.GetRequiredService<AzureBlobStore>()),
            provider.GetRequiredService<IOptions<BlobOptions>>().Value.CacheBytes));
        services.AddHostedService<BlobStart>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "blobs", provider => ActivatorUtilities.CreateInstance<BlobHealth>(provider), HealthStatus.Unhealthy, ["ready"], timeout: TimeSpan.FromSeconds(5)));
    }
}
