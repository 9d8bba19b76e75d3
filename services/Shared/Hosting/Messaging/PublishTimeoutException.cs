namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>The broker did not confirm an event in time; it may have taken it all the same.</summary>
public sealed class PublishTimeoutException(Type published, TimeSpan limit)
    : TimeoutException($"expected the broker to confirm {published?.Name} within {limit.TotalSeconds:0.###} s ({BrokerOptions.Section}:{nameof(BrokerOptions.PublishTimeout)}), found no confirm");
