using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;
using MassTransit;

namespace AxSpA.Cloud.Cropping;

/// <summary>Localises both sacroiliac joints in the label map and cuts them out of the radiograph (paper, 2.3). Geometry only: grey values stay as they are.</summary>
public sealed class CropSacroiliacJoints(StageCommit commit, IBlobStore blobs) : IConsumer<RadiographSegmented>
{
    private const string AlgorithmVersion = "1";
    private const string Crop = "crop";
    private const string LeftJointMask = "left-joint-mask";
    private const string RightJointMask = "right-joint-mask";

    public async Task Consume(ConsumeContext<RadiographSegmented> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var segmented = context.Message;
        var route = segmented.Plan.AnatomyAware!;
        var rules = PreprocessingRules.For(route.PreprocessingVersion) with { JointDilationShare = route.JointDilationShare };
        var key = WorkKey.Of(
            Services.Cropping,
            AlgorithmVersion,
            segmented.Image.Sha256,
            segmented.LabelMap.Sha256,
            rules.Version,
            $"{rules.JointDilationShare:R}");
        var record = await commit.RunAsync<CroppingValues>(
            new StageWork(Services.Cropping, segmented.Image.Sha256, key),
            async run =>
            {
                var image = await blobs.ReadAsync(segmented.Image, context.CancellationToken);
                var labels = await blobs.ReadAsync(segmented.LabelMap, context.CancellationToken);
                var cut = run.Time("crop", () => Cut(CanonicalRadiograph.FromBytes(image), PngImage.Decode8(labels), rules));
                if (cut.Values is null)
                    return cut.Rejection!;
                await Task.WhenAll(cut.Pictures.Select(picture => run.StoreAsync(picture.Role, "png", PngImage.MediaType, picture.Png, context.CancellationToken)));
                return cut.Values;
            },
            context.CancellationToken);

        if (record.Rejection is { } rejection)
            await context.Publish(RejectedOf(segmented, rejection, record), context.CancellationToken);
        else
            await context.Publish(CroppedOf(segmented, record.Values!, record), context.CancellationToken);
    }

    private static CutJoints Cut(Radiograph radiograph, Plane<byte> labels, PreprocessingRules rules)
    {
        var localisation = JointLocalisation.Find(labels, rules);
        if (!localisation.Located)
            return CutJoints.Refused(localisation.Rejection.Value, LabelMaps.Areas(labels));
        var joints = localisation.Joints;
        var crop = JointCrop.Cut(radiograph, joints.Box);
        if (crop.Empty)
            return CutJoints.Refused(JointRejection.EmptyCrop, LabelMaps.Areas(labels));

        var pictures = new List<(string Role, byte[] Png)> { (Crop, PngImage.Encode(crop.Pixels)) };
        if (joints.Left.Found)
            pictures.Add((LeftJointMask, MaskPicture.ToPng(joints.Left.Mask)));
        if (joints.Right.Found)
            pictures.Add((RightJointMask, MaskPicture.ToPng(joints.Right.Mask)));
        return new CutJoints(CroppingValues.Of(joints, crop.Rectangle.Value), pictures, null);
    }

    private static RadiographRejected RejectedOf(RadiographSegmented segmented, StageRejection rejection, StageRecord<CroppingValues> record) => new()
    {
        AnalysisId = segmented.AnalysisId,
        RadiographId = segmented.RadiographId,
        Route = ClassificationRoute.AnatomyAware,
        Stage = Services.Cropping,
        Reason = rejection.Reason,
        Detail = rejection.Detail,
        Milliseconds = record.Milliseconds["crop"],
    };

    private static SacroiliacJointsCropped CroppedOf(RadiographSegmented segmented, CroppingValues values, StageRecord<CroppingValues> record) => new()
    {
        AnalysisId = segmented.AnalysisId,
        RadiographId = segmented.RadiographId,
        Plan = segmented.Plan,
        Image = segmented.Image,
        LabelMap = segmented.LabelMap,
        Crop = record.Artifacts[Crop],
        Rectangle = values.Rectangle,
        LeftJointMask = record.Artifacts.GetValueOrDefault(LeftJointMask),
        RightJointMask = record.Artifacts.GetValueOrDefault(RightJointMask),
        LeftJoint = values.LeftJoint,
        RightJoint = values.RightJoint,
        DilationPixels = values.DilationPixels,
        Milliseconds = record.Milliseconds["crop"],
    };
}
