using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using MassTransit;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>The route's consumer of faults, in the place of Ingestion's own.</summary>
internal sealed class TakeFault(Heard heard, string service) : IConsumer<Fault<ClassificationRegistered>>
{
    public Task Consume(ConsumeContext<Fault<ClassificationRegistered>> context) => heard.TakeAsync(service + "/" + Route.Faults.Consumer, context);
}
