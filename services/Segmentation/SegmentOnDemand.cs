using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Imaging;
using Grpc.Core;

namespace AxSpA.Cloud.Segmentation;

/// <summary>The stage for whoever waits for it (axspa.v1.Segmentation).</summary>
[RequiresRole(AccessRole.Stage)]
public sealed class SegmentOnDemand(SegmentationModel model, SegmentationWork work, RequestedBlobs requested, OnDemandTurn turn)
    : Cloud.Grpc.V1.Segmentation.SegmentationBase
{
    public override async Task<SegmentResponse> Segment(SegmentRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var cancellation = context.CancellationToken;
        var check = new RequestCheck();
        var image = check.Blob("image", request.Image);
        var card = check.Digest("segmenter_card_digest", request.SegmenterCardDigest);
        check.Done();
        if (model.Held is not { } held || held.CardDigest != card)
            throw Refusals.ModelMissing("segmenter_card_digest", card, model.Held);
        await requested.ReadAsync("image", image, bytes => CanonicalRadiograph.FromBytes(bytes), cancellation);

        var record = await turn.TakeAsync(() => work.RunAsync(image, held, cancellation), cancellation);
        return new SegmentResponse
        {
            LabelMap = record.Artifacts[SegmentationWork.LabelMap].ToMessage(),
            SacrumPixels = record.Values!.SacrumPixels,
            LeftIliumPixels = record.Values.LeftIliumPixels,
            RightIliumPixels = record.Values.RightIliumPixels,
            Model = held.ToMessage(),
            Milliseconds = record.Milliseconds[SegmentationWork.Segment],
        };
    }
}
