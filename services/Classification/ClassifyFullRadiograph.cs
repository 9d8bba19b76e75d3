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
        if (received.Plan.Standard is null)
            return;

        var task = new ClassificationTask
        {
            AnalysisId = received.AnalysisId,
            RadiographId = received.RadiographId,
            Plan = received.Plan,
            Route = ClassificationRoute.Standard,
            Image = received.Image,
            Picture = received.Image,
            Decode = bytes => CanonicalRadiograph.FromBytes(bytes),
            Source = new PixelRectangle(0, 0, received.Columns, received.Rows),
        };
        await context.Publish(await work.RunAsync(task, context.CancellationToken), context.CancellationToken);
    }
}
