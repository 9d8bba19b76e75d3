using System.Net;
using System.Net.Sockets;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Messaging;
using Azure;
using MassTransit;
using Microsoft.Data.Sqlite;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class InfrastructureFaultTests
{
    public static TheoryData<string, Exception> Servers => new()
    {
        { "PostgreSQL unreachable", new NpgsqlException("no", new SocketException((int)SocketError.ConnectionRefused)) },
        { "PostgreSQL stops", Postgres(PostgresErrorCodes.AdminShutdown) },
        { "PostgreSQL starts", Postgres(PostgresErrorCodes.CannotConnectNow) },
        { "PostgreSQL full", Postgres(PostgresErrorCodes.TooManyConnections) },
        { "as EF Core wraps it", new InvalidOperationException("likely transient", Postgres(PostgresErrorCodes.AdminShutdown)) },
        { "blobs unreachable", new RequestFailedException(0, "no") },
        { "blobs busy", new RequestFailedException(429, "later") },
        { "blobs time out", new RequestFailedException(408, "late") },
        { "blobs broken", new RequestFailedException(503, "no") },
        { "as Azure's retries wrap it", new AggregateException("retried", new RequestFailedException(0, "no"), new RequestFailedException(0, "no")) },
        { "socket", new IOException("read", new SocketException((int)SocketError.ConnectionReset)) },
        { "HTTP without answer", new HttpRequestException("no") },
        { "HTTP server error", new HttpRequestException("no", null, HttpStatusCode.BadGateway) },
        { "broker unreachable", new BrokerUnreachableException(new IOException("no")) },
        { "broker as MassTransit says it", new RabbitMqConnectionException("no") },
        { "confirm late", new PublishTimeoutException(typeof(RadiographReceived), TimeSpan.FromSeconds(10)) },
    };

    public static TheoryData<string, Exception> Others => new()
    {
        { "our mistake", new InvalidOperationException("no") },
        { "row twice", Postgres(PostgresErrorCodes.UniqueViolation) },
        { "password", Postgres(PostgresErrorCodes.InvalidPassword) },
        { "SQLite", new SqliteException("constraint", 19) },
        { "no such blob", new RequestFailedException(404, "no") },
        { "not allowed", new RequestFailedException(403, "no") },
        { "HTTP client error", new HttpRequestException("no", null, HttpStatusCode.NotFound) },
        { "disk full", new IOException("no space left on device") },
        { "stopping", new OperationCanceledException() },
        { "nobody receives", new UnreceivedEventException(typeof(RadiographReceived), new MessageReturnedException("returned")) },
        { "several, none of them", new AggregateException(new InvalidOperationException("one"), new IOException("two")) },
    };

    [Theory]
    [MemberData(nameof(Servers), DisableDiscoveryEnumeration = true)]
    public void Server_that_is_away_is_infrastructure(string what, Exception failure) => InfrastructureFault.Is(failure).ShouldBeTrue(what);

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void Everything_else_is_not(string what, Exception failure) => InfrastructureFault.Is(failure).ShouldBeFalse(what);

    private static PostgresException Postgres(string state) => new("no", "FATAL", "FATAL", state);
}
