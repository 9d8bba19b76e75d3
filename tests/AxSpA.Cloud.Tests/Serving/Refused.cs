using Google.Rpc;
using Grpc.Core;
using Shouldly;

namespace AxSpA.Cloud.Tests.Serving;

/// <summary>Looks at calls that were refused.</summary>
internal static class Refused
{
    public static Task<RpcException> FailureOf<TResponse>(AsyncUnaryCall<TResponse> call) => Should.ThrowAsync<RpcException>(() => call.ResponseAsync);

    /// <summary>The fields that the refusal names, in its order.</summary>
    public static IReadOnlyList<string> Fields(this RpcException refusal)
    {
        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument, refusal.Status.Detail);
        var violations = refusal.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations;
        violations.ShouldAllBe(violation => violation.Description.Contains("expected") && violation.Description.Contains("found"));
        return [.. violations.Select(violation => violation.Field)];
    }
}
