using System.Net;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>Who may speak for the sidecar: whoever shows its token, or, where none is configured, a process of this machine or pod.</summary>
internal sealed class SidecarAccess(IOptions<DaprOptions> options)
{
    private readonly string _token = options.Value.AppToken;

    /// <exception cref="RpcException">The caller is not the sidecar.</exception>
    public void Require(ServerCallContext context)
    {
        if (_token.Length == 0)
        {
            if (context.GetHttpContext().Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
                throw new RpcException(new Status(StatusCode.PermissionDenied, $"expected a caller on loopback, since {DaprOptions.Section}:{nameof(DaprOptions.AppToken)} is not configured"));
        }
        else if (context.RequestHeaders.GetValue(Sidecar.TokenHeader) is not { } shown || !AreEqual(shown, _token))
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, $"expected the sidecar's token in {Sidecar.TokenHeader}, found another or none"));
        }
    }

    /// <summary>Takes as long for a nearly right token as for a wrong one.</summary>
    private static bool AreEqual(string shown, string expected)
        => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
