using AxSpA.Cloud.Contracts.V1;
using MassTransit;

namespace AxSpA.Cloud.Segmentation;

/// <summary>Labels sacrum and ilia on a received radiograph, where the plan has an anatomy-aware route.</summary>
public sealed class SegmentRadiograph(SegmentationWork work) : IConsumer<RadiographReceived>
{
    public async Task Consume(ConsumeContext<RadiographReceived> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var received = context.Message;
        if (received.Plan.AnatomyAware?.Segmenter is not { } planned)
            return;

        var record = await work.RunAsync(received.Image, planned, context.CancellationToken);
        await context.Publish(
            new RadiographSegmented
            {
                AnalysisId = received.AnalysisId,
                RadiographId = received.RadiographId,
                Plan = received.Plan,
                Image = received.Image,
                LateralityBasis = received.LateralityBasis,
                LabelMap = record.Artifacts[SegmentationWork.LabelMap],
                Areas = new BoneAreas
                {
                    SacrumPixels = record.Values!.SacrumPixels,
                    LeftIliumPixels = record.Values.LeftIliumPixels,
                    RightIliumPixels = record.Values.RightIliumPixels,
                },
                Model = planned,
                Milliseconds = record.Milliseconds[SegmentationWork.Segment],
            },
            context.CancellationToken);
    }
}
