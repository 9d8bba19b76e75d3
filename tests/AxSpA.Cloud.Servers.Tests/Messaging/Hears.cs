using MassTransit;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>A consumer of the route, in the place of a service's own.</summary>
internal sealed class Hears<TEvent>(Heard heard, string service) : IConsumer<TEvent>
    where TEvent : class
{
    public Task Consume(ConsumeContext<TEvent> context) => heard.TakeAsync(service, context);
}
