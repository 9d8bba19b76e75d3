using AxSpA.Cloud.Ingestion.Ledger;
using MassTransit;

namespace AxSpA.Cloud.Ingestion;

/// <summary>Every event of the route that is a fact goes into the ledger.</summary>
public sealed class RecordFact<TEvent>(FactGathering facts) : IConsumer<TEvent>
    where TEvent : class
{
    public Task Consume(ConsumeContext<TEvent> context) => facts.RecordAsync(Fact.Of(context.Message), context.CancellationToken);
}
