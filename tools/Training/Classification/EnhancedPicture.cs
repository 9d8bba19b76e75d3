using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>A picture after the contrast step: what every size of the regime is made from.</summary>
/// <param name="Values">Rows × columns, 0..1, mirrored.</param>
/// <param name="Source">Where it lies in the upright radiograph.</param>
public sealed record EnhancedPicture(Plane<float> Values, PixelRectangle Source)
{
    /// <summary>The network's input at a size: longer side to the input's longer side, then cut or padded centrally.</summary>
    /// <remarks>By <see cref="ResizeRule.Served"/> at 416 × 628 it is what the services feed, to the last bit.</remarks>
    public Plane<float> Resized(PictureSize size, ResizeRule rule)
    {
        if (rule == ResizeRule.Served)
            return ClassifierInput.FromEnhanced(Values, Source, PreprocessingRules.Paper1 with { ClassifierRows = size.Rows, ClassifierColumns = size.Columns }).Values;
        var (rows, columns) = Resizing.FitLongestSide(Values.Rows, Values.Columns, Math.Max(size.Rows, size.Columns));
        return Resizing.CentreCropOrPad(Resizing.Bilinear(Values, rows, columns, alignCorners: false), size.Rows, size.Columns);
    }
}
