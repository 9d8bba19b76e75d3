using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace AxSpA.Cloud.Hosting.Listening;

/// <summary>Why an endpoint could not be opened, by the key that has to change.</summary>
internal static class ListenRefusal
{
    /// <returns>Null where the failure is another one.</returns>
    public static RefusedStartException? Of(Exception failure, ListenOptions listen) => failure switch
    {
        IOException { InnerException: AddressInUseException } inUse => Taken(inUse, listen),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => new(
            $"{ListenOptions.Section}:{nameof(ListenOptions.Address)}", $"expected an address of this machine, found {listen.Address}", failure),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new(
            $"{ListenOptions.Section}:{(listen.GrpcPort is > 0 and < 1024 ? nameof(ListenOptions.GrpcPort) : nameof(ListenOptions.HealthPort))}",
            "expected a port that this account may open (1024 and above for others than root), found one that it may not",
            failure),
        _ => null,
    };

    private static RefusedStartException Taken(IOException failure, ListenOptions listen)
    {
        // The message alone says which of both it was.
        var (member, port) = failure.Message.Contains($":{listen.HealthPort}:", StringComparison.Ordinal)
            ? (nameof(ListenOptions.HealthPort), listen.HealthPort)
            : (nameof(ListenOptions.GrpcPort), listen.GrpcPort);
        return new RefusedStartException($"{ListenOptions.Section}:{member}", $"expected a free port on {listen.Address}, found {port} in use", failure);
    }
}
