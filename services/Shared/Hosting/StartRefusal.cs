using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting;

/// <summary>
/// Ends a host that turned out, after its start, to be configured in a way it cannot run with: a password that a server refuses is only known
/// once the server answers. <see cref="ServiceProgram"/> reports it and exits as it does for a refused start.
/// </summary>
public sealed class StartRefusal(IHostApplicationLifetime lifetime)
{
    private RefusedStartException? _reason;

    /// <summary>Why the host was ended; null where it was not.</summary>
    public RefusedStartException? Reason => Volatile.Read(ref _reason);

    /// <summary>Stops the host. The first reason counts.</summary>
    public void Refuse(RefusedStartException reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
            lifetime.StopApplication();
    }
}
