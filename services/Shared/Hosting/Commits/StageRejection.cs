using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>The stage's "no": an outcome like any other, committed and published like one.</summary>
public sealed record StageRejection(RejectionReason Reason, string Detail);
