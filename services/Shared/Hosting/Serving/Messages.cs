using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>What events and gRPC messages both say, from the one to the other.</summary>
public static class Messages
{
    public static Wire.BlobReference? ToMessage(this Contracts.V1.BlobReference? blob) => blob is null ? null : new()
    {
        Container = blob.Container,
        Name = blob.Name,
        MediaType = blob.MediaType,
        Sha256 = blob.Sha256,
        Bytes = blob.Bytes,
    };

    public static Wire.PixelRectangle ToMessage(this Contracts.V1.CropRectangle rectangle)
    {
        ArgumentNullException.ThrowIfNull(rectangle);
        return new() { X = rectangle.X, Y = rectangle.Y, Width = rectangle.Width, Height = rectangle.Height };
    }

    public static Wire.Model ToMessage(this Contracts.V1.PlannedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new() { Name = model.Name, Version = model.Version, CardDigest = model.CardDigest, WeightsDigest = model.WeightsDigest };
    }

    public static Wire.InputGeometry ToMessage(this Contracts.V1.InputGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return new()
        {
            Source = geometry.Source.ToMessage(),
            ResizedRows = geometry.ResizedRows,
            ResizedColumns = geometry.ResizedColumns,
            TopOffset = geometry.TopOffset,
            LeftOffset = geometry.LeftOffset,
            InputRows = geometry.InputRows,
            InputColumns = geometry.InputColumns,
            Mirrored = geometry.Mirrored,
        };
    }

    public static Wire.JointShares? ToMessage(this Contracts.V1.JointShares? shares)
        => shares is null ? null : new() { Left = shares.Left, Right = shares.Right, Elsewhere = shares.Elsewhere };

    // The numbers of the enumerations are the same on purpose; a test holds them together.
    public static Wire.JointFinding ToMessage(this Contracts.V1.JointFinding finding) => (Wire.JointFinding)(int)finding;

    public static Wire.RejectionReason ToMessage(this Contracts.V1.RejectionReason reason) => (Wire.RejectionReason)(int)reason;

    public static Wire.ClassificationRoute ToMessage(this Contracts.V1.ClassificationRoute route) => (Wire.ClassificationRoute)(int)route;
}
