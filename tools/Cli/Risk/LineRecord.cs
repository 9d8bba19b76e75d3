using AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>A record and the line that says it.</summary>
internal sealed record LineRecord(int Line, FollowUpRecord Record);
