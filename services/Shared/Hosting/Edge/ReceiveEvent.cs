namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>Takes a CloudEvent in. An exception means that something is away: the event comes again.</summary>
public delegate Task<EventAnswer> ReceiveEvent(ReceivedEvent received, CancellationToken cancellation);
