using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>
/// Stands in for the sidecar: the runtime's gRPC service on a loopback socket, from Dapr's own message types. It shows that this system keeps its side of
/// the protocol; the sidecar itself has never run here.
/// </summary>
internal sealed class SidecarStandIn : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SidecarStandIn(WebApplication application, StandInState state) => (_application, State) = (application, state);

    public StandInState State { get; }

    public string Endpoint => _application.Urls.Single();

    public static async Task<SidecarStandIn> StartAsync(StandInState? state = null)
    {
        state ??= new StandInState();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(state);
        var application = builder.Build();
        application.MapGrpcService<StandInRuntime>();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new SidecarStandIn(application, state);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }
}
