using System.Data.Common;
using System.Net.Sockets;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Messaging;
using Azure;
using Azure.Identity;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client.Exceptions;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>What a fault means to the caller. No text of an infrastructure's exception goes out: it may name hosts, users or keys.</summary>
internal static class Faults
{
    /// <summary>SQLite's busy, locked, input/output, full and cannot open: another time may be better.</summary>
    private static readonly int[] PassingSqliteErrors = [5, 6, 10, 13, 14];

    /// <returns>The status to answer, or null where nothing is known about the fault: it is the service's own.</returns>
    public static Status? StatusOf(Exception fault, ServerCallContext call)
    {
        if (call.CancellationToken.IsCancellationRequested)
            return call.Deadline <= DateTime.UtcNow
                ? new Status(StatusCode.DeadlineExceeded, "expected to end before the deadline, found it passed")
                : new Status(StatusCode.Cancelled, "the caller gave up");

        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case BlobMismatchException:
                    return new Status(StatusCode.DataLoss, cause.Message);
                case PlannedModelMissingException:
                    return new Status(StatusCode.FailedPrecondition, cause.Message);
                case OperationCanceledException:
                    return new Status(StatusCode.Unavailable, "expected a service that goes on, found it stopping or waiting for a server in vain; try again");
            }

            if (AwayOf(cause) is { } away)
                return new Status(StatusCode.Unavailable, $"expected {away} to answer, found it away; try again");
        }

        return null;
    }

    private static string? AwayOf(Exception cause) => cause switch
    {
        DbException { IsTransient: true } => "the database",
        SqliteException sqlite when PassingSqliteErrors.Contains(sqlite.SqliteErrorCode) => "the database",
        AuthenticationFailedException => "the blob store",
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => "the blob store",
        MassTransit.ConnectionException or BrokerUnreachableException or AlreadyClosedException => "the broker",
        SocketException or HttpRequestException or TimeoutException or IOException => "a server or disk",
        _ => null,
    };
}
