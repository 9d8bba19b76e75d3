using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Ingestion.Ledger;
using MassTransit;

namespace AxSpA.Cloud.Ingestion;

/// <summary>A consumer gave up on an event: a failed attempt of its analysis, or one lost to infrastructure.</summary>
public sealed class TakeFault(AnalysisLedger ledger) :
    IConsumer<Fault<RadiographReceived>>,
    IConsumer<Fault<RadiographRejected>>,
    IConsumer<Fault<RadiographSegmented>>,
    IConsumer<Fault<SacroiliacJointsCropped>>,
    IConsumer<Fault<RadiographClassified>>,
    IConsumer<Fault<ClassificationExplained>>,
    IConsumer<Fault<ClassificationRegistered>>
{
    public Task Consume(ConsumeContext<Fault<RadiographReceived>> context) => Take(context, context.Message.Message.AnalysisId);

    public Task Consume(ConsumeContext<Fault<RadiographRejected>> context) => Take(context, context.Message.Message.AnalysisId);

    public Task Consume(ConsumeContext<Fault<RadiographSegmented>> context) => Take(context, context.Message.Message.AnalysisId);

    public Task Consume(ConsumeContext<Fault<SacroiliacJointsCropped>> context) => Take(context, context.Message.Message.AnalysisId);

    public Task Consume(ConsumeContext<Fault<RadiographClassified>> context) => Take(context, context.Message.Message.AnalysisId);

    public Task Consume(ConsumeContext<Fault<ClassificationExplained>> context) => Take(context, context.Message.Message.AnalysisId);

    public Task Consume(ConsumeContext<Fault<ClassificationRegistered>> context) => Take(context, context.Message.Message.AnalysisId);

    private Task Take<T>(ConsumeContext<Fault<T>> context, Guid analysisId)
    {
        return ledger.FaultedAsync(
            analysisId,
            $"{context.SourceAddress?.Segments[^1] ?? typeof(T).Name}: {WordsOf(context.Message.Exceptions.FirstOrDefault())}",
            InfrastructureFault.Is(context.Message),
            context.CancellationToken);
    }

    /// <summary>Of a failure of ours what it says; of one from a library, whose words may hold addresses and paths, its innermost type.</summary>
    private static string WordsOf(ExceptionInfo? cause)
    {
        if (cause is null)
            return "no cause given";
        if (cause.ExceptionType.StartsWith("AxSpA.Cloud.", StringComparison.Ordinal))
            return cause.Message;
        while (cause.InnerException is { } inner)
            cause = inner;
        return cause.ExceptionType;
    }
}
