using AxSpA.Cloud.Contracts.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>Refusals that name the field (google.rpc.BadRequest), or the state that forbids the call.</summary>
public static class Refusals
{
    public static RpcException InvalidArgument(string field, string description)
        => InvalidArgument([new BadRequest.Types.FieldViolation { Field = field, Description = description }]);

    /// <summary>Everything that is wrong, at once.</summary>
    public static RpcException InvalidArgument(IReadOnlyCollection<BadRequest.Types.FieldViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        var message = violations.Count == 1
            ? violations.First().Description
            : string.Join("; ", violations.Select(violation => $"{violation.Field}: {violation.Description}"));
        return new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = message,
            Details = { Any.Pack(new BadRequest { FieldViolations = { violations } }) },
        }.ToRpcException();
    }

    /// <summary>What the call names does not exist.</summary>
    public static RpcException NotFound(string description) => new(new Status(StatusCode.NotFound, description));

    /// <summary>The service holds another model than the caller asks for, or none; it never takes another.</summary>
    public static RpcException ModelMissing(string field, string cardDigest, PlannedModel? held)
    {
        ArgumentNullException.ThrowIfNull(cardDigest);
        var found = held is null ? "none" : $"{held.Name} {held.Version} with card {held.CardDigest}";
        return new(new Status(StatusCode.FailedPrecondition, $"{field}: expected a model with card {cardDigest}, found {found}"));
    }

    public static Guid RequireGuid(string field, string value)
        => Guid.TryParse(value, out var guid) ? guid : throw InvalidArgument(field, "expected a UUID, found other text");
}
