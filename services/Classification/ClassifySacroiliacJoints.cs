using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;
using MassTransit;

namespace AxSpA.Cloud.Classification;

/// <summary>The anatomy-aware route: the joints' crop is classified.</summary>
public sealed class ClassifySacroiliacJoints(ClassificationWork work) : IConsumer<SacroiliacJointsCropped>
{
    public async Task Consume(ConsumeContext<SacroiliacJointsCropped> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var cropped = context.Message;
        var rectangle = cropped.Rectangle;
        var task = new ClassificationTask
        {
            Route = ClassificationRoute.AnatomyAware,
            Planned = cropped.Plan.AnatomyAware!,
            Image = cropped.Image,
            Picture = cropped.Crop,
            Source = new PixelRectangle(rectangle.X, rectangle.Y, rectangle.Width, rectangle.Height),
        };
        var answer = await work.RunAsync(task, context.CancellationToken);
        await context.Publish(
            answer.ForAnalysis(cropped.AnalysisId, cropped.RadiographId, cropped.Plan, task, cropped.LateralityBasis, cropped), context.CancellationToken);
    }
}
