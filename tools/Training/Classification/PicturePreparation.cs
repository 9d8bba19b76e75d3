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

    /// <summary>Whether a label map takes part in the result.</summary>
    public bool NeedsLabels => Route == ModelRole.AnatomyAware;

    /// <summary>What the result follows from beside the pixels: part of a cached picture's key.</summary>
    public string Identity => $"{Rules}|{Route.FolderName()}|{(NeedsLabels ? _segmenter?.Model.CardDigest : null)}";

    /// <summary>Crop (or the whole), mirror, contrast step.</summary>
    /// <param name="radiograph">Upright.</param>
    /// <param name="labels">Label map on the radiograph's grid; null where the segmenter is to make it.</param>
    /// <exception cref="PictureRefusedException">No joint was found, or its crop is empty.</exception>
    /// <exception cref="ArgumentException">The label map has another size than the radiograph, or neither it nor a segmenter is there.</exception>
    public EnhancedPicture Prepare(Radiograph radiograph, Plane<byte>? labels)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        var (pixels, source) = Route == ModelRole.Standard
            ? (radiograph, new PixelRectangle(0, 0, radiograph.Columns, radiograph.Rows))
            : Joints(radiograph, labels ?? Label(radiograph));
        return new EnhancedPicture(ContrastStep.Enhance(Orientation.MirrorColumns(pixels.Grey), Rules), source);
    }

    private static (Radiograph Pixels, PixelRectangle Source) Joints(Radiograph radiograph, Plane<byte> labels)
    {
        if ((labels.Rows, labels.Columns) != (radiograph.Rows, radiograph.Columns))
            throw new ArgumentException($"label_map: expected the radiograph's {radiograph.Rows} × {radiograph.Columns} pixels, found {labels.Rows} × {labels.Columns}", nameof(labels));
        var located = JointLocalisation.Find(labels, Rules);
        if (!located.Located)
            throw new PictureRefusedException($"expected a sacroiliac joint, found none: {located.Reason}");
        var crop = JointCrop.Cut(radiograph, located.Joints.Box);
        return crop.Empty
            ? throw new PictureRefusedException($"expected a pixel above {crop.Threshold.Value} in the joints' box, found none")
            : (crop.Pixels, crop.Rectangle.Value);
    }

    private Plane<byte> Label(Radiograph radiograph)
    {
        var segmenter = _segmenter ?? throw new ArgumentException("label_map: expected a label map or a segmenter (--segmenter), found neither");
        var labels = segmenter.Segment(SegmentationInput.FromRadiograph(radiograph, segmenter.GridSide));
        return Resizing.Nearest(LabelMaps.KeepLargestComponents(labels), radiograph.Rows, radiograph.Columns);
    }
}
