using System.Net;
using AxSpA.Cloud.Hosting.Edge;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Shouldly;

namespace AxSpA.Cloud.Tests.Edge;

[Trait("Requirement", "EDG-03")]
public class SidecarAccessTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void Without_a_token_a_caller_on_loopback_speaks_for_the_sidecar(string address)
        => new SidecarAccess(Options.Create(new DaprOptions())).Require(new CallFrom(address));

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("fe80::1")]
    [InlineData(null)]
    public void Without_a_token_a_caller_from_elsewhere_does_not(string? address)
        => Should.Throw<RpcException>(() => new SidecarAccess(Options.Create(new DaprOptions())).Require(new CallFrom(address)))
            .StatusCode.ShouldBe(StatusCode.PermissionDenied);

    [Fact]
    public void With_a_token_loopback_alone_is_not_enough()
        => Should.Throw<RpcException>(() => new SidecarAccess(Options.Create(new DaprOptions { AppToken = "token" })).Require(new CallFrom("127.0.0.1")))
            .StatusCode.ShouldBe(StatusCode.Unauthenticated);

    /// <summary>A call of which only the caller's address is known.</summary>
    private sealed class CallFrom : ServerCallContext
    {
        public CallFrom(string? address)
        {
            var call = new DefaultHttpContext();
            call.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
            UserState["__HttpContext"] = call;
        }

        protected override string MethodCore => "";

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore => CancellationToken.None;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore => new(null, []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => throw new NotSupportedException();
    }
}
