namespace AxSpA.Cloud.Hosting;

/// <summary>A section of the configuration that a host reads, and the record it is bound to.</summary>
/// <param name="Path">For example <c>Hosting:Broker</c>.</param>
/// <param name="Type">The options record.</param>
public sealed record OptionSection(string Path, Type Type);
