using AxSpA.Cloud.Ingestion.Ledger;

namespace AxSpA.Cloud.Ingestion;

/// <summary>Starting with a folder of models is the operator's activation of their plan.</summary>
internal sealed class PlanActivation(AnalysisLedger ledger, ActivePlan plan) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => ledger.ActivateAsync(plan.Plan, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
