using System.Net;
using AxSpA.Cloud.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Listening;

/// <summary>The two endpoints of a host that listens: without TLS, HTTP/2 cannot share a port, so health has its own.</summary>
internal static class ListenRegistration
{
    public static void AddListening(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<AccessOptions>, AccessRule>();
        builder.Services.AddSingleton<TlsFiles>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            var services = kestrel.ApplicationServices;
            var listen = services.GetRequiredService<IOptions<ListenOptions>>().Value;
            var tls = services.GetRequiredService<IOptions<TlsOptions>>().Value.Enabled ? services.GetRequiredService<TlsFiles>() : null;
            var address = IPAddress.Parse(listen.Address);
            kestrel.AddServerHeader = false;
            // A sender that vanished without a word holds what it sent so far: up to a whole file.
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            kestrel.Listen(address, listen.GrpcPort, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                if (tls is not null)
                    endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.Handshake()) });
            });
            kestrel.Listen(address, listen.HealthPort, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
    }
}
