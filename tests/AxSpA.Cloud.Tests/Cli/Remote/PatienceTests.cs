using AxSpA.Cloud.Cli.Remote;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Remote;

public class PatienceTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private int _calls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 400)]
    [InlineData(4, 3200)]
    [InlineData(5, 5000)]
    [InlineData(1000, 5000)]
    public void Pause_doubles_from_200_ms_to_5_s(int failures, int milliseconds)
        => Patience.PauseAfter(failures).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public async Task Answer_that_is_no_is_not_asked_for_again()
    {
        var failure = await Should.ThrowAsync<RpcException>(() => new Patience(TimeSpan.FromHours(1), _time).KeepTryingAsync<int>(_ => Fail(StatusCode.InvalidArgument), Cancellation));

        (failure.StatusCode, _calls).ShouldBe((StatusCode.InvalidArgument, 1));
    }

    [Fact]
    public async Task Server_that_was_away_for_longer_than_patience_lasts_is_given_up()
    {
        // Every look at the clock takes a second.
        var failure = await Should.ThrowAsync<RpcException>(() => new Patience(TimeSpan.FromSeconds(2), _time).KeepTryingAsync<int>(_ => Fail(StatusCode.Unavailable), Cancellation));

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task Call_that_is_answered_in_the_end_is_told_how_often_it_failed()
    {
        var patience = new Patience(TimeSpan.FromHours(1), TimeProvider.System);

        (await patience.KeepTryingAsync(failures => failures < 2 ? Fail(StatusCode.Unavailable) : Task.FromResult(failures), Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task Fault_that_comes_back_is_the_servers_own()
    {
        var patience = new Patience(TimeSpan.FromHours(1), TimeProvider.System);

        await Should.ThrowAsync<RpcException>(() => patience.KeepTryingAsync<int>(_ => Fail(StatusCode.Internal), Cancellation));

        _calls.ShouldBe(4);
    }

    private Task<int> Fail(StatusCode code)
    {
        _calls++;
        return Task.FromException<int>(new RpcException(new Status(code, "")));
    }
}
