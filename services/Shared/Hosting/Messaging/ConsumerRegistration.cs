namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>A consumer that a service contributes to the one bus of its host.</summary>
/// <param name="Consumer">The consumer's type.</param>
/// <param name="Queue"><c>&lt;service&gt;-&lt;consumer&gt;</c>, in kebab case: no two services' consumers of one event ever share a queue.</param>
/// <param name="Concurrency">Messages it handles at once in one process.</param>
/// <param name="Prefetch">Messages a broker hands to one process at once; what it holds beyond its concurrency, no other replica can take.</param>
public sealed record ConsumerRegistration(Type Consumer, string Queue, int Concurrency, int Prefetch);
