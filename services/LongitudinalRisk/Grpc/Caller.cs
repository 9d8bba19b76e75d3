using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Serving;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>Who calls.</summary>
internal static class Caller
{
    /// <summary>As the log of calls names them.</summary>
    public static string NameOf(ServerCallContext context) => context.GetHttpContext().User.Identity?.Name ?? "unknown";

    /// <summary>The reader who grades: the holder of the key, or where a host asks for no keys, whom the request names.</summary>
    public static string ReaderOf(ServerCallContext context, string named, RequestCheck check)
    {
        var call = context.GetHttpContext();
        if (!call.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.Anonymous)
        {
            check.Require(named.Length == 0, "reader", "expected no reader beside a key that says who reads, found one");
            return NameOf(context);
        }

        RecordDoor.Identifier("reader", named, check);
        return named;
    }
}
