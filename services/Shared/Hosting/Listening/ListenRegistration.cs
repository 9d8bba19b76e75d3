using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Listening;

/// <summary>The two endpoints of a host that listens: without TLS, HTTP/2 cannot share a port, so health has its own.</summary>
internal static class ListenRegistration
{
    public static void AddListening(this WebApplicationBuilder builder)
        => builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            var listen = kestrel.ApplicationServices.GetRequiredService<IOptions<ListenOptions>>().Value;
            var address = IPAddress.Parse(listen.Address);
            kestrel.Listen(address, listen.GrpcPort, endpoint => endpoint.Protocols = HttpProtocols.Http2);
            kestrel.Listen(address, listen.HealthPort, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
}
