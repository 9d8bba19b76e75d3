using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Imaging;
using Grpc.Core;
using BlobReference = AxSpA.Cloud.Contracts.V1.BlobReference;

namespace AxSpA.Cloud.Cropping;

/// <summary>The stage for whoever waits for it (axspa.v1.Cropping).</summary>
[RequiresRole(AccessRole.Stage)]
public sealed class CropOnDemand(CroppingWork work, RequestedBlobs requested, OnDemandTurn turn) : Cloud.Grpc.V1.Cropping.CroppingBase
{
    private const byte LargestLabel = 3;

    private static readonly PreprocessingRules[] Known = [PreprocessingRules.Paper1, PreprocessingRules.App1];

    public override async Task<CropResponse> Crop(CropRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var cancellation = context.CancellationToken;
        var check = new RequestCheck();
        var image = check.Blob("image", request.Image);
        var labelMap = check.Blob("label_map", request.LabelMap);
        var rules = RulesOf(request, check);
        check.Done();
        await CheckPicturesAsync(image, labelMap, cancellation);

        var record = await turn.TakeAsync(() => work.RunAsync(image, labelMap, rules, cancellation), cancellation);
        var response = new CropResponse { Milliseconds = record.Milliseconds[CroppingWork.Crop] };
        if (record.Rejection is { } rejection)
            response.Rejection = new Rejection { Reason = rejection.Reason.ToMessage(), Detail = rejection.Detail };
        else
            response.Joints = JointsOf(record.Values!, record);
        return response;
    }

    private static PreprocessingRules RulesOf(CropRequest request, RequestCheck check)
    {
        var rules = Known.FirstOrDefault(known => known.Version == request.PreprocessingVersion);
        check.Require(rules is not null, "preprocessing_version", $"expected {string.Join(" or ", Known.Select(known => known.Version))}, found {(request.PreprocessingVersion.Length == 0 ? "nothing" : "another")}");
        check.Require(request.JointDilationShare is >= 0 and <= 1, "joint_dilation_share", $"expected 0 to 1, found {request.JointDilationShare}");
        return (rules ?? Known[0]) with { JointDilationShare = request.JointDilationShare };
    }

    private async Task CheckPicturesAsync(BlobReference image, BlobReference labelMap, CancellationToken cancellation)
    {
        var radiograph = await requested.ReadAsync("image", image, bytes => CanonicalRadiograph.FromBytes(bytes), cancellation);
        var labels = await requested.ReadAsync("label_map", labelMap, bytes => PngImage.Decode8(bytes), cancellation);
        var check = new RequestCheck();
        check.Require(
            (labels.Rows, labels.Columns) == (radiograph.Rows, radiograph.Columns),
            "label_map",
            $"expected the radiograph's {radiograph.Rows} × {radiograph.Columns} pixels, found {labels.Rows} × {labels.Columns}");
        check.Require(!labels.Values.ContainsAnyExceptInRange((byte)0, LargestLabel), "label_map", $"expected labels 0 to {LargestLabel}, found a larger one");
        check.Done();
    }

    private static CroppedJoints JointsOf(CroppingValues values, StageRecord<CroppingValues> record) => new()
    {
        Crop = record.Artifacts[CroppingWork.CropPicture].ToMessage(),
        Rectangle = values.Rectangle.ToMessage(),
        LeftJointMask = record.Artifacts.GetValueOrDefault(CroppingWork.LeftJointMask).ToMessage(),
        RightJointMask = record.Artifacts.GetValueOrDefault(CroppingWork.RightJointMask).ToMessage(),
        LeftJoint = values.LeftJoint.ToMessage(),
        RightJoint = values.RightJoint.ToMessage(),
        DilationPixels = values.DilationPixels,
    };
}
