using AxSpA.Cloud.Hosting.Commits;
using MassTransit;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Hands <see cref="FirstSight"/> from an event to the consumer, and from there to what it publishes.</summary>
internal sealed class FirstSightFilter : IFilter<ConsumeContext>, IFilter<PublishContext>
{
    /// <summary>An event that was handed out before, or is tried again, may have left a record behind.</summary>
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        FirstSight.IsCurrent = context.Headers.Get<bool>(FirstSight.Header, null) == true && !context.ReceiveContext.Redelivered && context.GetRetryAttempt() == 0;
        await next.Send(context);
    }

    public Task Send(PublishContext context, IPipe<PublishContext> next)
    {
        // Said either way: MassTransit copies a consumed event's headers.
        context.Headers.Set(FirstSight.Header, FirstSight.IsCurrent);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("firstSight");
}
