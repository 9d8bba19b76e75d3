namespace AxSpA.Cloud.Contracts;

/// <summary>One consumer of an event: which service, and what it does with the event.</summary>
public sealed record RouteConsumer(string Service, string Consumer);
