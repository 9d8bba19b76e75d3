using System.Data.Common;
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

    /// <summary>Whether a registry was ever in the folder: one that is only to be read is not made.</summary>
    public static bool Holds(string path) => File.Exists(Path.Combine(path, "database", Contracts.Services.LongitudinalRisk + ".db"));

    /// <param name="option">The option that named the folder.</param>
    /// <exception cref="UsageException">The folder is in use, cannot be written, or its registry cannot be read.</exception>
    public static async Task<RegistryFolder> OpenAsync(string path, string option, CancellationToken cancellation)
    {
        var folder = WorkFolder.Open(path, option);
        WebApplication? application = null;
        RegistryFolder? opened = null;
        try
        {
            application = Build(folder);
            await application.StartAsync(cancellation);
            return opened = new RegistryFolder(folder, application);
        }
        catch (DbException refusal)
        {
            throw new UsageException($"expected a work folder whose registry can be read, found {path}: {refusal.Message}");
        }
        catch (Exception refusal) when (Misconfiguration.Of(refusal, new ListenOptions()) is { Count: > 0 } reasons)
        {
            throw new UsageException(string.Join("; ", reasons));
        }
        finally
        {
            if (opened is null)
            {
                if (application is not null)
                    await application.DisposeAsync();
                folder.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _system?.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _folder.Dispose();
    }

    private static WebApplication Build(WorkFolder folder)
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
        return ServiceProgram.Build(builder, Contracts.Services.LongitudinalRisk, composition => composition.AddLongitudinalRisk());
    }
}
