using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Imaging;
using Grpc.Core;

namespace AxSpA.Cloud.Explanation;

/// <summary>The stage for whoever waits for it (axspa.v1.Explanation).</summary>
[RequiresRole(AccessRole.Stage)]
public sealed class ExplainOnDemand(ExplanationWork work, RequestedBlobs requested, OnDemandTurn turn) : Cloud.Grpc.V1.Explanation.ExplanationBase
{
    public override async Task<ExplainResponse> Explain(ExplainRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var cancellation = context.CancellationToken;
        var task = ExplainRequests.TaskOf(request);
        await CheckPicturesAsync(task, cancellation);

        var record = await turn.TakeAsync(() => work.RunAsync(task, cancellation), cancellation);
        return new ExplainResponse
        {
            HeatMap = record.Artifacts[ExplanationWork.HeatMap].ToMessage(),
            Overlay = record.Artifacts[ExplanationWork.Overlay].ToMessage(),
            Shares = record.Values!.Shares.ToMessage(),
            Milliseconds = record.Milliseconds[ExplanationWork.Explain],
        };
    }

    private async Task CheckPicturesAsync(ExplanationTask task, CancellationToken cancellation)
    {
        var radiograph = await requested.ReadAsync("image", task.Radiograph, bytes => CanonicalRadiograph.FromBytes(bytes), cancellation);
        var map = await requested.ReadAsync("activation_map", task.ActivationMap, bytes => NpyFile.ReadPlane<float>(bytes), cancellation);
        var check = new RequestCheck();
        check.Require(map.Values.ToArray().All(float.IsFinite), "activation_map", "expected finite values, found others");
        RequireInside("geometry.source", task.Geometry.Source);
        if (task.Joints is { } joints)
        {
            RequireInside("crop_rectangle", joints.Rectangle);
            check.Within("dilation_pixels", joints.DilationPixels, 0, Math.Max(radiograph.Rows, radiograph.Columns));
            await RequireMaskAsync("left_joint_mask", joints.LeftMask);
            await RequireMaskAsync("right_joint_mask", joints.RightMask);
        }

        check.Done();

        void RequireInside(string field, Contracts.V1.CropRectangle rectangle) => check.Require(
            (long)rectangle.X + rectangle.Width <= radiograph.Columns && (long)rectangle.Y + rectangle.Height <= radiograph.Rows,
            field,
            $"expected a rectangle inside {radiograph.Columns} × {radiograph.Rows} pixels (width × height), found one that ends at {(long)rectangle.X + rectangle.Width} × {(long)rectangle.Y + rectangle.Height}");

        async Task RequireMaskAsync(string field, Contracts.V1.BlobReference? mask)
        {
            if (mask is null)
                return;
            var plane = await requested.ReadAsync(field, mask, bytes => PngImage.Decode8(bytes), cancellation);
            check.Require(
                (plane.Rows, plane.Columns) == (radiograph.Rows, radiograph.Columns),
                field,
                $"expected the radiograph's {radiograph.Rows} × {radiograph.Columns} pixels, found {plane.Rows} × {plane.Columns}");
        }
    }
}
