using Google.Rpc;
using Grpc.Core;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>What a call that failed means to its caller.</summary>
internal static class RemoteFailure
{
    /// <summary>The server, or what it stands on, is away or has its hands full: the same call may be answered later.</summary>
    public static bool IsAway(this RpcException failure) => failure.StatusCode
        is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Cancelled or StatusCode.Aborted or StatusCode.DeadlineExceeded;

    /// <summary>A connection that a dying server cut looks like a fault of its own; only trying again tells them apart.</summary>
    public static bool MayBeAway(this RpcException failure) => failure.StatusCode is StatusCode.Unknown or StatusCode.Internal;

    /// <summary>The refusal's name: the server's own (google.rpc.ErrorInfo), else that of the status.</summary>
    public static string Reason(this RpcException failure)
        => failure.GetRpcStatus()?.GetDetail<ErrorInfo>() is { Reason.Length: > 0 } named ? named.Reason : failure.StatusCode.ToString();

    /// <summary>What it is for the person who typed the call: a system that is away is no fault of it.</summary>
    public static Exception Refusal(RpcException failure, Uri server)
        => failure.IsAway() || failure.MayBeAway() ? new FailedRunException(Words(failure, server)) : new UsageException(Words(failure, server));

    public static string Words(RpcException failure, Uri server) => failure.StatusCode switch
    {
        // Where a server is there, it says so itself.
        StatusCode.Unavailable when failure.GetRpcStatus() is null => $"expected a running system at {server}, found none: {failure.Status.DebugException?.GetBaseException().Message ?? failure.Status.Detail}",
        StatusCode.Unimplemented => $"expected the service of axspa at {server} that answers this, found another (each service of a cluster has an address of its own; "
            + $"'cluster up' says where risk and readers are), another release or something else: {failure.Status.Detail}",
        StatusCode.Unauthenticated => $"expected {server} to know this caller, found that it does not ({failure.Status.Detail}); see --api-key-file and --cert",
        StatusCode.PermissionDenied => $"expected {server} to allow this, found that it does not: {failure.Status.Detail}",
        StatusCode.NotFound or StatusCode.InvalidArgument => failure.Status.Detail,
        _ => $"expected an answer of {server}, found {failure.StatusCode}: {failure.Status.Detail}",
    };
}
