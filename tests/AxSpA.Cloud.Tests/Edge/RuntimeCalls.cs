using Dapr.AppCallback.Autogen.Grpc.v1;
using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>The methods of Dapr's protocol that the edge uses, from its message types: the packages bring no server for the runtime and no client for the application.</summary>
internal static class RuntimeCalls
{
    private const string Runtime = "dapr.proto.runtime.v1.Dapr";
    private const string Callback = "dapr.proto.runtime.v1.AppCallback";

    public static readonly Method<PublishEventRequest, Empty> PublishEvent = Unary(Runtime, nameof(PublishEvent), PublishEventRequest.Parser, Empty.Parser);

    public static readonly Method<GetBulkSecretRequest, GetBulkSecretResponse> GetBulkSecret =
        Unary(Runtime, nameof(GetBulkSecret), GetBulkSecretRequest.Parser, GetBulkSecretResponse.Parser);

    public static readonly Method<Empty, ListTopicSubscriptionsResponse> ListTopicSubscriptions =
        Unary(Callback, nameof(ListTopicSubscriptions), Empty.Parser, ListTopicSubscriptionsResponse.Parser);

    public static readonly Method<Empty, ListInputBindingsResponse> ListInputBindings =
        Unary(Callback, nameof(ListInputBindings), Empty.Parser, ListInputBindingsResponse.Parser);

    public static readonly Method<TopicEventRequest, TopicEventResponse> OnTopicEvent =
        Unary(Callback, nameof(OnTopicEvent), TopicEventRequest.Parser, TopicEventResponse.Parser);

    public static readonly Method<Empty, HealthCheckResponse> HealthCheck =
        Unary("dapr.proto.runtime.v1.AppCallbackHealthCheck", nameof(HealthCheck), Empty.Parser, HealthCheckResponse.Parser);

    private static Method<TRequest, TResponse> Unary<TRequest, TResponse>(
        string service, string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
        => new(
            MethodType.Unary,
            service,
            name,
            Marshallers.Create(message => message.ToByteArray(), request.ParseFrom),
            Marshallers.Create(message => message.ToByteArray(), response.ParseFrom));
}
