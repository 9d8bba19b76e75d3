using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Ends the host where the broker answers and refuses us: waiting, as for one that is away, would not help.</summary>
internal sealed class BrokerRefusal(StartRefusal refusal) : IReceiveEndpointObserver
{
    // AMQP 0-9-1, 1.2: reply codes.
    private const int AccessRefused = 403;
    private const int PreconditionFailed = 406;
    private const int NotAllowed = 530;

    public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        Consider(faulted.Exception);
        return Task.CompletedTask;
    }

    /// <summary>Looks for a refusal in what went wrong.</summary>
    public void Consider(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (Of(cause) is { } reason)
                refusal.Refuse(reason);
        }
    }

    /// <summary>Looks, in what came of declaring a queue, for one that another release declared in another way; elsewhere the code means other things.</summary>
    public void ConsiderDeclaration(Exception failure)
    {
        if (failure is OperationInterruptedException { ShutdownReason: { ReplyCode: PreconditionFailed } reason })
            refusal.Refuse(Refused(nameof(BrokerOptions.Uri), $"expected queues as this release declares them, found one to be deleted first, once it is empty: {reason.ReplyText}"));
    }

    private static RefusedStartException? Of(Exception cause) => cause switch
    {
        RefusedStartException untrusted => untrusted, // BrokerTrust's
        AuthenticationFailureException => Refused(
            nameof(BrokerOptions.Password), $"expected the password of {nameof(BrokerOptions.User)}, found a pair that the broker refuses"),
        OperationInterruptedException { ShutdownReason.ReplyCode: AccessRefused } => Refused(
            nameof(BrokerOptions.User), "expected a user who may configure, write and read in the virtual host, found one whom the broker refuses it"),
        // The same code says, for a moment at a broker's start, that a virtual host is down.
        OperationInterruptedException { ShutdownReason: { ReplyCode: NotAllowed } reason } when !reason.ReplyText.Contains("is down", StringComparison.Ordinal) => Refused(
            nameof(BrokerOptions.Uri), $"expected a virtual host that exists and that {nameof(BrokerOptions.User)} may enter, found one that the broker refuses"),
        _ => null,
    };

    private static RefusedStartException Refused(string key, string message) => new($"{BrokerOptions.Section}:{key}", message);
}
