using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;
using Computed = AxSpA.Cloud.Imaging.InputGeometry;
using Published = AxSpA.Cloud.Contracts.V1.InputGeometry;

namespace AxSpA.Cloud.Explanation;

/// <summary>Geometry that events carry in the form that computing takes.</summary>
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
}
