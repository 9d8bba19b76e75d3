using AxSpA.Cloud.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>A host of this process that ends over one of its parts, before its work is done.</summary>
internal static class PartFailure
{
    /// <summary>Why a host has ended or is about to; null where it runs, or was told to end.</summary>
    /// <param name="parts">The host's, asked for before it ended.</param>
    public static FailedRunException? Of(IHost host, HostParts parts)
    {
        var reason = host.Services.GetRequiredService<StartRefusal>().Reason?.Message
            ?? (parts.Failure is { } failure ? $"expected every part of the system to run, found one that failed: {failure.Message}" : null);
        return reason is null ? null : new FailedRunException($"{reason}; what was accepted is kept, and the same command goes on with it");
    }
}
