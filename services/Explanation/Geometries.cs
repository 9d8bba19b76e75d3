using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;
using Computed = AxSpA.Cloud.Imaging.InputGeometry;
using Finding = AxSpA.Cloud.Imaging.JointFinding;
using Published = AxSpA.Cloud.Contracts.V1.InputGeometry;
using PublishedFinding = AxSpA.Cloud.Contracts.V1.JointFinding;

namespace AxSpA.Cloud.Explanation;

/// <summary>Geometry and findings that events carry, in the form that computing takes.</summary>
internal static class Geometries
{
    public static Computed ToImaging(Published geometry) => new(
        ToImaging(geometry.Source),
        geometry.Mirrored,
        geometry.ResizedRows,
        geometry.ResizedColumns,
        geometry.TopOffset,
        geometry.LeftOffset,
        geometry.InputRows,
        geometry.InputColumns);

    public static PixelRectangle ToImaging(CropRectangle rectangle) => new(rectangle.X, rectangle.Y, rectangle.Width, rectangle.Height);

    public static Finding ToImaging(PublishedFinding finding) => finding switch
    {
        PublishedFinding.Intersection => Finding.Intersection,
        PublishedFinding.MedianHeightFallback => Finding.MedianHeightFallback,
        PublishedFinding.NotFound => Finding.NotFound,
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding, "expected a known finding"),
    };
}
