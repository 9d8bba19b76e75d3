using System.Net;
using System.Net.Sockets;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>Ports of loopback that nobody holds just now.</summary>
internal static class FreePorts
{
    /// <summary>Distinct ports. Another process may be faster: whoever then cannot listen ends, and is started again with others.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    /// <summary>Whether a port can be listened to.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
