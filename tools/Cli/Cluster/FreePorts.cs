using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>Ports of loopback that nobody holds just now.</summary>
internal static class FreePorts
{
    /// <summary>
    /// Above those that the servers of tools/servers take, which start later, and below those that Linux gives to outgoing connections: one of these
    /// would otherwise be gone before its owner listens.
    /// </summary>
    private const int Lowest = 26_000, Highest = 32_000;

    /// <summary>Who was given one listens to it some time later: nobody else is given it until it is given back.</summary>
    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>Ports that nobody of this process has.</summary>
    /// <exception cref="FailedRunException">There are not so many.</exception>
    public static int[] Take(int count) => Take(count, Lowest, Highest);

    /// <summary>Ports from <paramref name="lowest"/> to <paramref name="highest"/>, the last left out.</summary>
    internal static int[] Take(int count, int lowest, int highest)
    {
        var (found, first) = (new List<int>(), Random.Shared.Next(lowest, highest));
        for (var tries = 0; tries < highest - lowest && found.Count < count; tries++)
        {
            var port = first + tries < highest ? first + tries : first + tries - (highest - lowest);
            if (!Given.TryAdd(port, true))
                continue;
            if (RefusalOf(port) is null)
                found.Add(port);
            else
                GiveBack([port]);
        }

        if (found.Count == count)
            return [.. found];
        GiveBack(found);
        throw new FailedRunException($"expected {count} free ports on 127.0.0.1 from {lowest} to {highest - 1}, found {found.Count}");
    }

    /// <summary>Whoever was given them has ended.</summary>
    public static void GiveBack(IEnumerable<int> ports)
    {
        foreach (var port in ports)
            Given.TryRemove(port, out _);
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
