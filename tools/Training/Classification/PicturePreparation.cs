using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>From a radiograph to what the classifier of a route sees, as the services do it (paper, 2.3).</summary>
public sealed class PicturePreparation
{
    private static readonly PreprocessingRules Rules = PreprocessingRules.Paper1;

    private readonly Segmenter? _segmenter;

    /// <param name="route">The anatomy-aware classifier sees the crop around the joints, the standard one the whole radiograph.</param>
    /// <param name="segmenter">Labels the bones where no label map is given; not owned.</param>
    public PicturePreparation(ModelRole route, Segmenter? segmenter)
    {
        if (route == ModelRole.Segmenter)
            throw new ArgumentException("expected the role of a classifier, found segmenter", nameof(route));
        Route = route;
        _segmenter = segmenter;
    }

    public ModelRole Route { get; }

    /// <summary>Crop (or the whole), mirror, contrast step.</summary>
    /// <param name="radiograph">Upright.</param>
    /// <param name="labels">Label map on the radiograph's grid; null where the segmenter is to make it.</param>
    /// <returns>Null where no joint was found, or its crop is empty: the services reject such a radiograph.</returns>
    /// <exception cref="ArgumentException">The label map has another size than the radiograph, or neither it nor a segmenter is there.</exception>
    public EnhancedPicture? Prepare(Radiograph radiograph, Plane<byte>? labels)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        if (Route == ModelRole.Standard)
            return Enhance(radiograph, new PixelRectangle(0, 0, radiograph.Columns, radiograph.Rows));
        var crop = Joints(radiograph, labels ?? Label(radiograph));
        return crop is { Empty: false } ? Enhance(crop.Pixels, crop.Rectangle.Value) : null;
    }

    private static EnhancedPicture Enhance(Radiograph pixels, PixelRectangle source)
        => new(ContrastStep.Enhance(Orientation.MirrorColumns(pixels.Grey), Rules), source);

    private static JointCrop? Joints(Radiograph radiograph, Plane<byte> labels)
    {
        if ((labels.Rows, labels.Columns) != (radiograph.Rows, radiograph.Columns))
            throw new ArgumentException($"label_map: expected the radiograph's {radiograph.Rows} × {radiograph.Columns} pixels, found {labels.Rows} × {labels.Columns}", nameof(labels));
        var located = JointLocalisation.Find(labels, Rules);
        return located.Located ? JointCrop.Cut(radiograph, located.Joints.Box) : null;
    }

    private Plane<byte> Label(Radiograph radiograph)
    {
        var segmenter = _segmenter ?? throw new ArgumentException("label_map: expected a label map or a segmenter (--segmenter), found neither");
        var labels = segmenter.Segment(SegmentationInput.FromRadiograph(radiograph, segmenter.GridSide));
        return Resizing.Nearest(LabelMaps.KeepLargestComponents(labels), radiograph.Rows, radiograph.Columns);
    }
}
