using MassTransit;
using MassTransit.Context;
using MassTransit.Transports;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Gives a consumer a context whose publishes are <see cref="ConfirmedPublish"/>es.</summary>
internal sealed class ConfirmedPublishFilter(ConfirmedPublish confirmed) : IFilter<ConsumeContext>
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next) => next.Send(new Context(context, confirmed));

    public void Probe(ProbeContext context) => context.CreateFilterScope("confirmedPublish");

    private sealed class Context : ConsumeContextProxy
    {
        public Context(ConsumeContext context, ConfirmedPublish confirmed)
            : base(context)
        {
            PublishEndpointProvider = new Provider(context.ReceiveContext.PublishEndpointProvider, confirmed);
            ReceiveContext = new Received(context.ReceiveContext, PublishEndpointProvider);
        }
    }

    /// <summary>The contexts that retries make take their publisher from here.</summary>
    private sealed class Received(ReceiveContext context, IPublishEndpointProvider publisher) : ReceiveContextProxy(context)
    {
        public override IPublishEndpointProvider PublishEndpointProvider => publisher;
    }

    private sealed class Provider(IPublishEndpointProvider provider, ConfirmedPublish confirmed) : IPublishEndpointProvider
    {
        public ConnectHandle ConnectPublishObserver(IPublishObserver observer) => provider.ConnectPublishObserver(observer);

        public async Task<ISendEndpoint> GetPublishSendEndpoint<T>()
            where T : class
            => new Endpoint(await provider.GetPublishSendEndpoint<T>(), confirmed);
    }

    private sealed class Endpoint(ISendEndpoint endpoint, ConfirmedPublish confirmed) : SendEndpointProxy(endpoint)
    {
        public override Task Send<T>(T message, CancellationToken cancellationToken)
            => confirmed.RunAsync(typeof(T), limited => base.Send(message, limited), cancellationToken);

        public override Task Send<T>(T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
            => confirmed.RunAsync(typeof(T), limited => base.Send(message, pipe, limited), cancellationToken);

        public override Task Send<T>(T message, IPipe<SendContext> pipe, CancellationToken cancellationToken)
            => confirmed.RunAsync(typeof(T), limited => base.Send(message, pipe, limited), cancellationToken);

        protected override IPipe<SendContext<T>> GetPipeProxy<T>(IPipe<SendContext<T>>? pipe = null) => pipe ?? Pipe.Empty<SendContext<T>>();
    }
}
