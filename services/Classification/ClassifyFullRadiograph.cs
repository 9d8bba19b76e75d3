using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;
using MassTransit;

namespace AxSpA.Cloud.Classification;

/// <summary>The standard route, where the plan has one: the whole radiograph is classified.</summary>
public sealed class ClassifyFullRadiograph(ClassificationWork work) : IConsumer<RadiographReceived>
{
    public async Task Consume(ConsumeContext<RadiographReceived> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var received = context.Message;
        if (received.Plan.Standard is not { } planned)
            return;

        var task = new ClassificationTask
        {
            Route = ClassificationRoute.Standard,
            Planned = planned,
            Image = received.Image,
            Picture = received.Image,
            Source = new PixelRectangle(0, 0, received.Columns, received.Rows),
        };
        var answer = await work.RunAsync(task, context.CancellationToken);
        await context.Publish(
            answer.ForAnalysis(received.AnalysisId, received.RadiographId, received.Plan, task, received.LateralityBasis, joints: null), context.CancellationToken);
    }
}
