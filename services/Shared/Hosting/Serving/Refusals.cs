using AxSpA.Cloud.Contracts.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>Refusals that name the field (google.rpc.BadRequest) and, for programs, the reason (google.rpc.ErrorInfo), or the state that forbids the call.</summary>
public static class Refusals
{
    /// <summary>Whose reasons they are, in ErrorInfo.</summary>
    public const string Domain = "axspa";

    public static RpcException InvalidArgument(string field, string description) => InvalidArgument([Violation(field, description)]);

    /// <param name="reason">The refusal's name, the one that the command line prints too.</param>
    public static RpcException InvalidArgument(string field, string description, string reason)
        => Of(StatusCode.InvalidArgument, description, BadRequestOf([Violation(field, description)]), ReasonOf(reason));

    /// <summary>Everything that is wrong, at once.</summary>
    public static RpcException InvalidArgument(IReadOnlyCollection<BadRequest.Types.FieldViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        var message = violations.Count == 1
            ? violations.First().Description
            : string.Join("; ", violations.Select(violation => $"{violation.Field}: {violation.Description}"));
        return Of(StatusCode.InvalidArgument, message, BadRequestOf(violations));
    }

    /// <summary>A refusal that no field is to blame for.</summary>
    public static RpcException For(StatusCode code, string description, string reason) => Of(code, description, ReasonOf(reason));

    /// <summary>What the call names does not exist.</summary>
    public static RpcException NotFound(string description) => Of(StatusCode.NotFound, description);

    /// <summary>The service holds another model than the caller asks for, or none; it never takes another.</summary>
    public static RpcException ModelMissing(string field, string cardDigest, PlannedModel? held)
    {
        ArgumentNullException.ThrowIfNull(cardDigest);
        var found = held is null ? "none" : $"{held.Name} {held.Version} with card {held.CardDigest}";
        return Of(StatusCode.FailedPrecondition, $"{field}: expected a model with card {cardDigest}, found {found}");
    }

    public static Guid RequireGuid(string field, string value)
        => Guid.TryParse(value, out var guid) ? guid : throw InvalidArgument(field, "expected a UUID, found other text");

    private static RpcException Of(StatusCode code, string description, params IEnumerable<Any> details)
        => new Google.Rpc.Status { Code = (int)code, Message = description, Details = { details } }.ToRpcException();

    private static BadRequest.Types.FieldViolation Violation(string field, string description) => new() { Field = field, Description = description };

    private static Any BadRequestOf(IEnumerable<BadRequest.Types.FieldViolation> violations) => Any.Pack(new BadRequest { FieldViolations = { violations } });

    private static Any ReasonOf(string reason) => Any.Pack(new ErrorInfo { Reason = reason, Domain = Domain });
}
