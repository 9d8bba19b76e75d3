using Computed = AxSpA.Cloud.Imaging.InputGeometry;
using Published = AxSpA.Cloud.Contracts.V1.InputGeometry;

namespace AxSpA.Cloud.Classification;

/// <summary>The computed geometry in the form that events carry.</summary>
internal static class Geometries
{
    public static Published ToContract(Computed geometry) => new()
    {
        Source = new() { X = geometry.Source.X, Y = geometry.Source.Y, Width = geometry.Source.Width, Height = geometry.Source.Height },
        ResizedRows = geometry.ResizedRows,
        ResizedColumns = geometry.ResizedColumns,
        TopOffset = geometry.TopOffset,
        LeftOffset = geometry.LeftOffset,
        InputRows = geometry.InputRows,
        InputColumns = geometry.InputColumns,
        Mirrored = geometry.Mirrored,
    };
}
