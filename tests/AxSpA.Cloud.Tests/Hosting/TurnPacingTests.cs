using AxSpA.Cloud.Hosting.Database;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class TurnPacingTests
{
    private const int Busy = 10;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void One_after_the_other_never_waits()
    {
        var pacing = new TurnPacing(enabled: true, Busy, _time);

        for (var turn = 0; turn < 50; turn++)
        {
            pacing.AfterAsync(1, TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue();
            _time.Advance(TimeSpan.FromMilliseconds(150));
        }
    }

    [Fact]
    public async Task Under_load_a_tenth_of_a_second_lies_between_turns_until_it_is_over()
    {
        var pacing = new TurnPacing(enabled: true, Busy, _time);
        await MeasuredAsync(pacing, pieces: Busy + 1);

        var next = pacing.AfterAsync(3, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(99));
        next.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await next;

        pacing.AfterAsync(0, TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue("a turn that found nothing is no reason to wait");
        _time.Advance(TimeSpan.FromSeconds(5));
        pacing.AfterAsync(1, TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue("four pieces in five seconds are no load");
    }

    [Fact]
    public async Task Cheap_turns_never_wait()
    {
        var pacing = new TurnPacing(enabled: false, Busy, _time);
        await MeasuredAsync(pacing, pieces: 1000);

        pacing.AfterAsync(1000, TestContext.Current.CancellationToken).IsCompleted.ShouldBeTrue();
    }

    /// <summary>A second in which that many pieces are done, one a turn.</summary>
    private async Task MeasuredAsync(TurnPacing pacing, int pieces)
    {
        for (var piece = 1; piece < pieces; piece++)
            await pacing.AfterAsync(1, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        var last = pacing.AfterAsync(1, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await last;
    }
}
