using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Telemetry;
using MassTransit;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Counts and logs what analyses came to, when their end has been told.</summary>
internal sealed partial class EndedAnalyses(ILogger<EndedAnalyses> log) : IPublishObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
        => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        if (context.Message is AnalysisEnded ended)
        {
            LedgerInstruments.Told(ended);
            LogEnded(log, ended.AnalysisId, ended.RadiographId, Instruments.LabelOf(ended.Outcome));
        }

        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
        => Task.CompletedTask;

    [LoggerMessage(2003, LogLevel.Information, "Analysis {AnalysisId} of radiograph {RadiographId} ended: {Outcome}")]
    private static partial void LogEnded(ILogger log, Guid analysisId, string radiographId, string outcome);
}
