namespace AxSpA.Cloud.Tests.Embedded;

/// <summary>The process is dead: what runs still can do nothing durable.</summary>
internal sealed class ProcessDiedException() : Exception("the process died here");
