using System.Data.Common;
using System.Net.Sockets;
using Azure;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Tells a server that is away from everything else that may go wrong: the former passes, and is never the message's fault.</summary>
public static class InfrastructureFault
{
    /// <summary>Under this name an exception's verdict travels in <see cref="ExceptionInfo.Data"/> of its <see cref="Fault{T}"/>.</summary>
    private const string Mark = "axspa-infrastructure";

    /// <summary>Whether broker, database or blob store were unreachable or overloaded, or took too long; causes and parts of the exception count.</summary>
    public static bool Is(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            IrreparableException or UnreceivedEventException => false,
            AggregateException parts => parts.InnerExceptions.Any(Is),
            DbException { IsTransient: true } => true,
            RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
            HttpRequestException { StatusCode: null or >= System.Net.HttpStatusCode.InternalServerError } => true,
            SocketException or TimeoutException => true,
            ConnectionException or TransportException or TransportUnavailableException => true,
            BrokerUnreachableException or RabbitMQClientException => true,
            _ => exception.InnerException is { } cause && Is(cause),
        };
    }

    /// <summary>As <see cref="Is"/>, and marks the exception so that whoever receives its <see cref="Fault{T}"/>, in another process, knows too.</summary>
    public static bool Recognise(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!Is(exception))
            return false;
        // A fault lists the parts of an aggregate, not the aggregate.
        foreach (var part in exception is AggregateException parts ? parts.Flatten().InnerExceptions.Append(exception) : [exception])
        {
            if (!part.Data.IsReadOnly)
                part.Data[Mark] = bool.TrueString;
        }

        return true;
    }

    /// <summary>Whether the consumer that gave up did so for lack of a server.</summary>
    public static bool Is(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.Exceptions.Any(exception => exception.Data?.ContainsKey(Mark) == true);
    }
}
