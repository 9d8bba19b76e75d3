using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion.Ledger;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Ingestion.Grpc;

/// <summary>The ledger's view of an analysis as a gRPC message.</summary>
internal static class AnalysisMessage
{
    public static Analysis Of(AnalysisResult result)
    {
        var facts = result.Facts;
        return new Analysis
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
        };
    }

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
            message.Model = new Model
            {
                Name = classified.Model.Name,
                Version = classified.Model.Version,
                CardDigest = classified.Model.CardDigest,
                WeightsDigest = classified.Model.WeightsDigest,
            };
        }

        message.HeatMap = Blob(route.Explained?.HeatMap);
        message.Overlay = Blob(route.Explained?.Overlay);
        if (route.Explained?.Shares is { } shares)
            message.Shares = new Wire.JointShares { Left = shares.Left, Right = shares.Right, Elsewhere = shares.Elsewhere };
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
