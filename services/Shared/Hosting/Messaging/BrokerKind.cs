namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Which broker carries the events.</summary>
public enum BrokerKind
{
    /// <summary>Within this process; what is in flight is forgotten when it ends.</summary>
    InMemory = 0,

    RabbitMq = 1,
}
