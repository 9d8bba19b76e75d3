using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;
using MassTransit;

namespace AxSpA.Cloud.Cropping;

/// <summary>Localises both sacroiliac joints of a segmented radiograph and cuts them out, or says why there are none.</summary>
public sealed class CropSacroiliacJoints(CroppingWork work) : IConsumer<RadiographSegmented>
{
    public async Task Consume(ConsumeContext<RadiographSegmented> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var segmented = context.Message;
        var route = segmented.Plan.AnatomyAware!;
        var rules = PreprocessingRules.For(route.PreprocessingVersion) with { JointDilationShare = route.JointDilationShare };
        var record = await work.RunAsync(segmented.Image, segmented.LabelMap, rules, context.CancellationToken);
        if (record.Rejection is { } rejection)
            await context.Publish(RejectedOf(segmented, rejection, record), context.CancellationToken);
        else
            await context.Publish(CroppedOf(segmented, record.Values!, record), context.CancellationToken);
    }

    private static RadiographRejected RejectedOf(RadiographSegmented segmented, StageRejection rejection, StageRecord<CroppingValues> record) => new()
    {
        AnalysisId = segmented.AnalysisId,
        RadiographId = segmented.RadiographId,
        Route = ClassificationRoute.AnatomyAware,
        Stage = Services.Cropping,
        Reason = rejection.Reason,
        Detail = rejection.Detail,
        Milliseconds = record.Milliseconds[CroppingWork.Crop],
    };

    private static SacroiliacJointsCropped CroppedOf(RadiographSegmented segmented, CroppingValues values, StageRecord<CroppingValues> record) => new()
    {
        AnalysisId = segmented.AnalysisId,
        RadiographId = segmented.RadiographId,
        Plan = segmented.Plan,
        Image = segmented.Image,
        LateralityBasis = segmented.LateralityBasis,
        LabelMap = segmented.LabelMap,
        Crop = record.Artifacts[CroppingWork.CropPicture],
        Rectangle = values.Rectangle,
        LeftJointMask = record.Artifacts.GetValueOrDefault(CroppingWork.LeftJointMask),
        RightJointMask = record.Artifacts.GetValueOrDefault(CroppingWork.RightJointMask),
        LeftJoint = values.LeftJoint,
        RightJoint = values.RightJoint,
        DilationPixels = values.DilationPixels,
        Milliseconds = record.Milliseconds[CroppingWork.Crop],
    };
}
