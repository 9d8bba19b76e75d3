using AxSpA.Cloud.Hosting.Serving;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>What the sidecar calls: which topic this process listens to, and each event of it.</summary>
/// <remarks>Anonymous as far as API keys go: a sidecar has a token of its own kind, <see cref="SidecarAccess"/>.</remarks>
[AllowAnonymous]
internal sealed partial class EdgeCallback(ReceiveEvent receive, SidecarAccess access, IOptions<DaprOptions> options, ILogger<EdgeCallback> log)
    : AppCallback.AppCallbackBase
{
    private readonly DaprOptions _options = options.Value;

    public override Task<ListTopicSubscriptionsResponse> ListTopicSubscriptions(Empty request, ServerCallContext context)
    {
        access.Require(context);
        // No queueType quorum: Dapr's pubsub.rabbitmq can give such a queue no delivery limit, and RabbitMQ 4 has one of its own, 20. An offer that is
        // put off comes again at once, so an outage of seconds would drop it. A classic queue gives it back as often as it takes.
        return Task.FromResult(new ListTopicSubscriptionsResponse
        {
            Subscriptions = { new TopicSubscription { PubsubName = _options.PubSub, Topic = _options.RadiographTopic } },
        });
    }

    /// <summary>None: what comes in comes as an event.</summary>
    public override Task<ListInputBindingsResponse> ListInputBindings(Empty request, ServerCallContext context)
    {
        access.Require(context);
        return Task.FromResult(new ListInputBindingsResponse());
    }

    public override async Task<TopicEventResponse> OnTopicEvent(TopicEventRequest request, ServerCallContext context)
    {
        access.Require(context);
        if (request.PubsubName != _options.PubSub || request.Topic != _options.RadiographTopic)
            throw Refusals.InvalidArgument("topic", $"expected {_options.RadiographTopic} of {_options.PubSub}, found another");
        var received = new ReceivedEvent { Id = request.Id, Source = request.Source, Type = request.Type, Data = request.Data.Memory };
        try
        {
            return Answer(await receive(received, context.CancellationToken));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !context.CancellationToken.IsCancellationRequested)
        {
            // The words of a failure may name the blob, and the sender may have named that after a person.
            LogPostponed(log, failure.GetBaseException().GetType().Name);
            return Answer(EventAnswer.Later);
        }
    }

    private static TopicEventResponse Answer(EventAnswer answer) => new()
    {
        Status = answer switch
        {
            EventAnswer.Taken => TopicEventResponseStatus.Success,
            EventAnswer.Refused => TopicEventResponseStatus.Drop,
            _ => TopicEventResponseStatus.Retry,
        },
    };

    [LoggerMessage(1070, LogLevel.Warning, "A radiograph offered at the edge was not taken in yet, it is to come again: {Failure}")]
    private static partial void LogPostponed(ILogger log, string failure);
}
