using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Ingestion.Grpc;

/// <summary>The ledger's view of an analysis as a gRPC message.</summary>
internal static class AnalysisMessage
{
    public static Analysis Of(AnalysisResult result)
    {
        var facts = result.Facts;
        var message = new Analysis
        {
            AnalysisId = facts.AnalysisId.ToString(),
            RadiographId = facts.RadiographId,
            State = result.State switch
            {
                Ledger.AnalysisState.Queued => Wire.AnalysisState.Queued,
                Ledger.AnalysisState.InFlight => Wire.AnalysisState.InFlight,
                Ledger.AnalysisState.Completed => Wire.AnalysisState.Completed,
                Ledger.AnalysisState.Rejected => Wire.AnalysisState.Rejected,
                _ => Wire.AnalysisState.Parked,
            },
            Detail = facts.Detail ?? "",
            Crop = facts.Cropped is { } cropped ? Rectangle(cropped.Rectangle) : null,
            LeftJoint = Finding(facts.Cropped?.LeftJoint),
            RightJoint = Finding(facts.Cropped?.RightJoint),
            LabelMap = Blob(facts.Segmented?.LabelMap),
            CropImage = Blob(facts.Cropped?.Crop),
            AnatomyAware = Route(facts.AnatomyAware),
            Standard = Route(facts.Standard),
            RepeatsEarlier = result.RepeatsEarlier,
            AcceptedAt = result.AcceptedAt.ToTimestamp(),
            EndedAt = result.EndedAt?.ToTimestamp(),
            DecodeMilliseconds = result.DecodeMilliseconds,
            LateralityBasis = (Wire.LateralityBasis)(int)(facts.LateralityBasis ?? 0),
        };
        if ((facts.Segmented?.Milliseconds ?? RejectedBy(Services.Segmentation)) is { } segment)
            message.SegmentMilliseconds = segment;
        if ((facts.Cropped?.Milliseconds ?? RejectedBy(Services.Cropping)) is { } crop)
            message.CropMilliseconds = crop;
        return message;

        double? RejectedBy(string stage) => facts.AnatomyAware?.Rejected is { } rejected && rejected.Stage == stage ? rejected.Milliseconds : null;
    }

    /// <summary>A model as a card names it.</summary>
    public static Model Model(PlannedModel model) => new()
    {
        Name = model.Name,
        Version = model.Version,
        CardDigest = model.CardDigest,
        WeightsDigest = model.WeightsDigest,
    };

    private static Wire.RouteResult? Route(Contracts.V1.RouteResult? route)
    {
        if (route is null)
            return null;
        var message = new Wire.RouteResult();
        if (route.Rejected is { } rejected)
            message.Rejection = new Rejection { Reason = (Wire.RejectionReason)(int)rejected.Reason, Detail = rejected.Detail };
        if (route.Classified is { } classified)
        {
            message.Probability = classified.Probability;
            message.Cutoff = classified.Cutoff;
            message.Positive = classified.Positive;
            message.Confident = classified.Confident;
            message.Model = Model(classified.Model);
            message.ExplainedClass = classified.ExplainedClass;
            message.Input = Blob(classified.Input);
            message.EnhanceMilliseconds = classified.EnhanceMilliseconds;
            message.ClassifyMilliseconds = classified.ClassifyMilliseconds;
        }

        if (route.Explained is { } explained)
        {
            message.HeatMap = Blob(explained.HeatMap);
            message.Overlay = Blob(explained.Overlay);
            message.ExplainMilliseconds = explained.Milliseconds;
            if (explained.Shares is { } shares)
                message.Shares = new Wire.JointShares { Left = shares.Left, Right = shares.Right, Elsewhere = shares.Elsewhere };
        }

        return message;
    }

    private static PixelRectangle Rectangle(CropRectangle rectangle)
        => new() { X = rectangle.X, Y = rectangle.Y, Width = rectangle.Width, Height = rectangle.Height };

    // The numbers of both enumerations are the same on purpose; a test holds them together.
    private static Wire.JointFinding Finding(Contracts.V1.JointFinding? finding) => (Wire.JointFinding)(int)(finding ?? 0);

    private static Wire.BlobReference? Blob(Contracts.V1.BlobReference? blob) => blob is null ? null : new Wire.BlobReference
    {
        Container = blob.Container,
        Name = blob.Name,
        MediaType = blob.MediaType,
        Sha256 = blob.Sha256,
        Bytes = blob.Bytes,
    };
}
