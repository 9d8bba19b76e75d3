using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using Microsoft.AspNetCore.Builder;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>All services in this process: in-memory transport, blobs and SQLite in a work folder.</summary>
internal sealed class EmbeddedSystem : IMeasuredSystem
{
    private readonly WorkFolder _folder;
    private readonly WebApplication _application;

    private EmbeddedSystem(WorkFolder folder, WebApplication application) => (_folder, _application) = (folder, application);

    public string Name => "embedded";

    public Uri Server => new(_application.Urls.First());

    public IReadOnlyList<Uri> Health => [new Uri(_application.Urls.Last())];

    public static async Task<EmbeddedSystem> StartAsync(string workFolder, string models, CancellationToken cancellation)
    {
        var folder = WorkFolder.Open(workFolder);
        return new EmbeddedSystem(folder, await EmbeddedHost.StartListeningAsync(folder, models, grpcPort: 0, healthPort: 0, cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _folder.Dispose();
    }
}
