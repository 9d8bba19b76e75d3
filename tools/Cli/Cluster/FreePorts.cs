using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>Ports of loopback that nobody holds just now.</summary>
internal static class FreePorts
{
    /// <summary>Below those that Linux gives to outgoing connections: one of these would otherwise be gone before its owner listens.</summary>
    private const int Lowest = 20_000, Highest = 32_000;

    /// <summary>Who was given one listens to it some time later, or again after a restart: nobody else is given it meanwhile.</summary>
    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>Ports that this process has given to nobody before.</summary>
    public static int[] Take(int count)
    {
        var found = new List<int>();
        while (found.Count < count)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            if (RefusalOf(port) is null && Given.TryAdd(port, true))
                found.Add(port);
        }

        return [.. found];
    }

    /// <summary>Why a port cannot be listened to; null where it can.</summary>
    public static string? RefusalOf(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return null;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode == SocketError.AccessDenied
                ? $"expected a port that this account may open (1024 and above for others than root), found {port}"
                : $"expected a free port on 127.0.0.1, found {port} in use";
        }
    }
}
