using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>Refusals that name the field (google.rpc.BadRequest).</summary>
public static class Refusals
{
    public static RpcException InvalidArgument(string field, string description) => new Google.Rpc.Status
    {
        Code = (int)Code.InvalidArgument,
        Message = description,
        Details = { Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = description } } }) },
    }.ToRpcException();

    public static Guid RequireGuid(string field, string value)
        => Guid.TryParse(value, out var guid) ? guid : throw InvalidArgument(field, "expected a UUID, found other text");
}
