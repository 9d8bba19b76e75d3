namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>An event that somebody must receive reached no queue.</summary>
public sealed class UnreceivedEventException(Type published, Exception cause)
    : Exception($"expected a queue of the broker to receive {published?.Name}, found none", cause);
