using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>A gauge whose values have to be asked for: asked for every few seconds, however often somebody looks.</summary>
/// <remarks>Where they cannot be asked for, there are none: an old number that looks like a new one would mislead.</remarks>
public sealed class PolledGauge : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Meter _meter = new(Instruments.MeterName);
    private readonly Func<CancellationToken, Task<IReadOnlyList<Measurement<long>>>> _read;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private IReadOnlyList<Measurement<long>> _latest = [];

    /// <param name="read">Asks for the values.</param>
    public PolledGauge(
        string name,
        string unit,
        string description,
        Func<CancellationToken, Task<IReadOnlyList<Measurement<long>>>> read,
        IHostApplicationLifetime lifetime,
        TimeProvider time)
    {
        (_read, _lifetime, _time) = (read, lifetime, time);
        _meter.CreateObservableGauge(name, () => Volatile.Read(ref _latest), unit, description);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _lifetime.StartedAsync(stoppingToken);
        using var timer = new PeriodicTimer(Period, _time);
        do
        {
            Volatile.Write(ref _latest, await ReadAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<Measurement<long>>> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await _read(cancellation);
        }
        catch (Exception away) when (away is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return [];
        }
    }
}
