using System.Threading.Channels;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.Time.Testing;

namespace AxSpA.Cloud.Tests.Hosting;

/// <summary>Time in the test's hand that tells when somebody begins to wait for it.</summary>
internal sealed class TimerSignal : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How long the next one waits.</summary>
    public async Task<TimeSpan> NextAsync() => await _timers.Reader.ReadAsync(Patience.Token);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            _timers.Writer.TryWrite(dueTime);
        return timer;
    }
}
