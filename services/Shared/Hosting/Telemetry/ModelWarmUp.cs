using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>
/// Loads the models of a host that listens and runs each once, beside the rest of the start: a process that was scaled up is ready when its first
/// radiograph is as fast as the next. A model that cannot be run ends the process.
/// </summary>
public sealed partial class ModelWarmUp : BackgroundService
{
    private const int ShownDigits = 12;

    private readonly Meter _meter = new(Instruments.MeterName);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WarmUpPart> _parts;
    private readonly StartRefusal _refusal;
    private readonly ILogger<ModelWarmUp> _log;
    private IReadOnlyList<ModelInUse> _models = [];

    internal ModelWarmUp(IEnumerable<WarmUpPart> parts, StartRefusal refusal, ILogger<ModelWarmUp> log)
    {
        (_parts, _refusal, _log) = ([.. parts], refusal, log);
        _meter.CreateObservableGauge(
            "axspa.model.info",
            () => Models.Select(model => new Measurement<int>(
                1,
                new("role", model.Role),
                new("name", model.Name),
                new("version", model.Version),
                new("card_digest", model.CardDigest[..ShownDigits]),
                new("device", model.Device))),
            unit: null,
            "1 for each model in use");
    }

    /// <summary>The models that are warm.</summary>
    public IReadOnlyList<ModelInUse> Models => Volatile.Read(ref _models);

    /// <summary>Completes when every model is warm; fails where one cannot be run.</summary>
    /// <exception cref="RefusedStartException">A model or the device is not what the configuration says.</exception>
    public Task Completed => _completed.Task;

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var part in _parts)
            {
                stoppingToken.ThrowIfCancellationRequested();
                Volatile.Write(ref _models, [.. Models, .. part.Run()]);
            }

            foreach (var model in Models)
                LogWarm(_log, model.Role, model.Name, model.Version, model.CardDigest[..ShownDigits], model.Device);
            _completed.SetResult();
            return Task.CompletedTask;
        }
        catch (RefusedStartException refused)
        {
            // Whoever waits finds the reason when it hears of it.
            _refusal.Refuse(refused);
            _completed.SetException(refused);
            return Task.CompletedTask;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Not a matter of configuration: the host logs it and ends, and whoever runs the process starts it again.
            _completed.SetException(failure);
            throw;
        }
    }

    [LoggerMessage(1010, LogLevel.Information, "Model in use: {Role} {Name} {Version}, card {CardDigest}…, on {Device}")]
    private static partial void LogWarm(ILogger log, string role, string name, string version, string cardDigest, string device);
}
