namespace AxSpA.Cloud.Tests.Reference;

/// <summary>A span that has ended, whoever recorded it. Ids are hexadecimal.</summary>
/// <param name="Service">The process' service; nothing where all were recorded in one.</param>
internal sealed record RecordedSpan(string Service, string TraceId, string SpanId, string ParentSpanId, string Name, string? Artifact);
