using Azure;
using Azure.Identity;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>The blob store does not answer, or only that it cannot now. Infrastructure: whoever meets it tries again later.</summary>
public sealed class BlobsAwayException(Exception cause) : TimeoutException($"expected the blob store to answer, found: {Words(cause)}", cause)
{
    /// <summary>Whether waiting helps: no connection, no answer in time, or the service's own "not now".</summary>
    /// <param name="cancellation">The caller's: a cancellation that is not the caller's is the client's own time-out.</param>
    internal static bool IsAway(Exception failure, CancellationToken cancellation) => failure switch
    {
        AggregateException several => several.InnerExceptions.All(part => IsAway(part, cancellation)),
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        OperationCanceledException => !cancellation.IsCancellationRequested,
        // No token yet: a pod's identity may be there before what hands out its tokens.
        AuthenticationFailedException => true,
        _ => failure is HttpRequestException or IOException,
    };

    /// <summary>The client's messages have lines of headers after the first.</summary>
    private static string Words(Exception cause) => cause.GetBaseException().Message.Split('\n', 2)[0].Trim();
}
