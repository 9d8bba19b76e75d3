using AxSpA.Cloud.Cli.Remote;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Remote;

public class PatienceTests
{
    private readonly FakeTimeProvider _time = new();
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
        var calls = new Patience(TimeSpan.FromSeconds(2), _time).KeepTryingAsync<int>(_ => Fail(StatusCode.Unavailable), Cancellation);

        (await Should.ThrowAsync<RpcException>(() => EndAsync(calls, _time))).StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task Call_that_is_answered_in_the_end_is_told_how_often_it_failed()
    {
        var patience = new Patience(TimeSpan.FromHours(1), TimeProvider.System);

        (await patience.KeepTryingAsync(attempt => attempt.Failures < 2 ? Fail(StatusCode.Unavailable) : Task.FromResult(attempt.Failures), Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task Fault_that_comes_back_is_the_servers_own()
    {
        var patience = new Patience(TimeSpan.FromHours(1), TimeProvider.System);

        await Should.ThrowAsync<RpcException>(() => patience.KeepTryingAsync<int>(_ => Fail(StatusCode.Internal), Cancellation));

        _calls.ShouldBe(4);
    }

    [Fact]
    public async Task Silence_is_no_failure()
    {
        var time = new FakeTimeProvider();
        var patience = new Patience(TimeSpan.FromHours(10), time);

        var calls = patience.KeepTryingAsync(
            attempt =>
            {
                if (attempt.Failures > 0)
                    return Task.FromResult(attempt.Failures);
                // Opened long ago; then a first cut.
                time.Advance(TimeSpan.FromHours(11));
                return Fail(StatusCode.Unavailable);
            },
            Cancellation);

        (await EndAsync(calls, time)).ShouldBe(1);
    }

    [Fact]
    public async Task Failure_before_an_answer_is_forgotten()
    {
        var time = new FakeTimeProvider();
        var patience = new Patience(TimeSpan.FromHours(10), time);

        // Each stream opens, is well for longer than patience lasts, and is cut, more often than a fault of the server's own is borne.
        var calls = patience.KeepTryingAsync(
            attempt =>
            {
                if (attempt.Failures == 10)
                    return Task.FromResult(attempt.Failures);
                attempt.Opened();
                time.Advance(TimeSpan.FromHours(11));
                return Fail(attempt.Failures % 2 == 0 ? StatusCode.Unavailable : StatusCode.Internal);
            },
            Cancellation);

        (await EndAsync(calls, time)).ShouldBe(10);
    }

    [Fact]
    public async Task Stream_that_breaks_off_whenever_it_opens_is_given_up()
    {
        var time = new FakeTimeProvider();
        var calls = new Patience(TimeSpan.FromHours(10), time).KeepTryingAsync(
            attempt =>
            {
                attempt.Opened();
                return Fail(StatusCode.Internal);
            },
            Cancellation);

        await Should.ThrowAsync<RpcException>(() => EndAsync(calls, time));
        _calls.ShouldBe(4);
    }

    [Fact]
    public async Task Call_that_alone_fails_is_given_up_though_others_are_answered()
    {
        var time = new FakeTimeProvider();
        var patience = new Patience(TimeSpan.FromHours(10), time);

        var calls = patience.KeepTryingAsync(
            _ =>
            {
                patience.Answered();
                time.Advance(TimeSpan.FromHours(6));
                return Fail(StatusCode.Unavailable);
            },
            Cancellation);

        await Should.ThrowAsync<RpcException>(() => EndAsync(calls, time));
        _calls.ShouldBe(3);
    }

    /// <summary>Lets pauses pass, none of which is long beside the tests' patience.</summary>
    private static async Task<int> EndAsync(Task<int> calls, FakeTimeProvider time)
    {
        while (!calls.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Cancellation);
        }

        return await calls;
    }

    private Task<int> Fail(StatusCode code)
    {
        _calls++;
        return Task.FromException<int>(new RpcException(new Status(code, "")));
    }
}
