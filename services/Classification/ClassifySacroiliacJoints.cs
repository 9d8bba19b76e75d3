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
            AnalysisId = cropped.AnalysisId,
            RadiographId = cropped.RadiographId,
            Plan = cropped.Plan,
            Route = ClassificationRoute.AnatomyAware,
            Image = cropped.Image,
            Picture = cropped.Crop,
            Decode = bytes => PngImage.DecodeRadiograph(bytes),
            Source = new PixelRectangle(rectangle.X, rectangle.Y, rectangle.Width, rectangle.Height),
            Joints = cropped,
        };
        await context.Publish(await work.RunAsync(task, context.CancellationToken), context.CancellationToken);
    }
}
