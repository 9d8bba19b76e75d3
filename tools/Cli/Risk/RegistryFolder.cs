using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.LongitudinalRisk;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>A work folder's registry, served on loopback to this process for as long as it is needed: one way in, whether a system runs or not.</summary>
internal sealed class RegistryFolder : IAsyncDisposable
{
    private readonly WorkFolder _folder;
    private readonly WebApplication _application;
    private RemoteSystem? _system;

    private RegistryFolder(WorkFolder folder, WebApplication application) => (_folder, _application) = (folder, application);

    public RemoteSystem System => _system ??= RemoteSystem.At(new ServerAddress(new Uri(_application.Urls.First()), null, null, null, null));

    /// <exception cref="UsageException">The folder is in use or cannot be written.</exception>
    public static async Task<RegistryFolder> OpenAsync(string path, CancellationToken cancellation)
    {
        var folder = WorkFolder.Open(path);
        RegistryFolder? opened = null;
        try
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.Configuration
                .AddInMemoryCollection(
                [
                    new($"{HostingOptions.Section}:{nameof(HostingOptions.Folder)}", folder.Path),
                    new($"{ListenOptions.Section}:{nameof(ListenOptions.GrpcPort)}", "0"),
                    new($"{ListenOptions.Section}:{nameof(ListenOptions.HealthPort)}", "0"),
                    new($"{AccessOptions.Section}:{nameof(AccessOptions.Anonymous)}", "true"),
                    new($"{RegistryOptions.Section}:{nameof(RegistryOptions.IdentityKey)}", Convert.ToBase64String(folder.ReadIdentityKey())),
                ])
                .AddEnvironmentVariables(ServiceProgram.EnvironmentPrefix);
            builder.Logging.ClearProviders();
            var application = ServiceProgram.Build(builder, Contracts.Services.LongitudinalRisk, composition => composition.AddLongitudinalRisk());
            var registry = new RegistryFolder(folder, application);
            await application.StartAsync(cancellation);
            return opened = registry;
        }
        finally
        {
            if (opened is null)
                folder.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _system?.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _folder.Dispose();
    }
}
