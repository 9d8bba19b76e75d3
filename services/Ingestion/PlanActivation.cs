using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Ingestion.Ledger;

namespace AxSpA.Cloud.Ingestion;

/// <summary>Starting with a folder of models is the operator's activation of their plan: at the start, or as soon as the ledger's database is there.</summary>
internal sealed partial class PlanActivation(
    AnalysisLedger ledger,
    Database<LedgerContext> database,
    ActivePlan plan,
    TimeProvider time,
    ILogger<PlanActivation> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A server that was there a moment ago may not be any more.
        if (!database.Ready || !await TryAsync(cancellationToken))
            await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.ReadyAsync(stoppingToken);
        while (!await TryAsync(stoppingToken))
            await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await ledger.ActivateAsync(plan.Plan, cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(log, failure.GetBaseException().Message);
            return false;
        }
    }

    [LoggerMessage(2011, LogLevel.Warning, "The plan of this installation's models could not be activated, trying again: {Cause}")]
    private static partial void LogFailed(ILogger log, string cause);
}
