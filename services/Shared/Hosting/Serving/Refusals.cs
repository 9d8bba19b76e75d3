using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>Refusals that name the field (google.rpc.BadRequest) and, for programs, the reason (google.rpc.ErrorInfo).</summary>
public static class Refusals
{
    /// <summary>Whose reasons they are, in ErrorInfo.</summary>
    public const string Domain = "axspa";

    public static RpcException InvalidArgument(string field, string description) => Of(StatusCode.InvalidArgument, description, FieldViolation(field, description));

    /// <param name="reason">The refusal's name, the one that the command line prints too.</param>
    public static RpcException InvalidArgument(string field, string description, string reason)
        => Of(StatusCode.InvalidArgument, description, FieldViolation(field, description), ReasonOf(reason));

    /// <summary>A refusal that no field is to blame for.</summary>
    public static RpcException For(StatusCode code, string description, string reason) => Of(code, description, ReasonOf(reason));

    public static Guid RequireGuid(string field, string value)
        => Guid.TryParse(value, out var guid) ? guid : throw InvalidArgument(field, "expected a UUID, found other text");

    private static RpcException Of(StatusCode code, string description, params IEnumerable<Any> details)
        => new Google.Rpc.Status { Code = (int)code, Message = description, Details = { details } }.ToRpcException();

    private static Any FieldViolation(string field, string description)
        => Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = description } } });

    private static Any ReasonOf(string reason) => Any.Pack(new ErrorInfo { Reason = reason, Domain = Domain });
}
