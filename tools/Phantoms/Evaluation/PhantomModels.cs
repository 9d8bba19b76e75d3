using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>The models of a folder, run as the services run them but without bus, blobs or ledger. Safe to call from several threads.</summary>
public sealed class PhantomModels : IDisposable
{
    private readonly Segmenter _segmenter;
    private readonly Classifier _anatomyAware;
    private readonly Classifier? _standard;

    /// <exception cref="ArgumentException">The folder has no segmenter or no anatomy-aware classifier.</exception>
    public PhantomModels(ModelStore models, InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models is not { Segmenter: { } segmenter, AnatomyAware: { } anatomyAware })
        {
            throw new ArgumentException(
                $"expected a segmenter and an anatomy-aware classifier in {models.Folder}, found {string.Join(", ", models.Models.Select(model => model.Card.Role.FolderName()))} alone", nameof(models));
        }

        Store = models;
        _segmenter = new Segmenter(segmenter, options);
        _anatomyAware = new Classifier(anatomyAware, options);
        _standard = models.Standard is { } standard ? new Classifier(standard, options) : null;
    }

    public ModelStore Store { get; }

    /// <summary>Reads a radiograph on both routes.</summary>
    public PhantomReading Read(Radiograph radiograph, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        var input = SegmentationInput.FromRadiograph(radiograph, _segmenter.GridSide);
        var cleaned = LabelMaps.KeepLargestComponents(_segmenter.Segment(input, cancellation));
        var labels = Resizing.Nearest(cleaned, radiograph.Rows, radiograph.Columns);
        var whole = new PixelRectangle(0, 0, radiograph.Columns, radiograph.Rows);
        var standard = _standard is null ? null : Classify(_standard, radiograph, radiograph, whole);

        var localisation = JointLocalisation.Find(labels, RulesOf(_anatomyAware));
        if (!localisation.Located)
            return new PhantomReading(labels, null, null, null, standard);
        var crop = JointCrop.Cut(radiograph, localisation.Joints.Box);
        return crop.Empty
            ? new PhantomReading(labels, localisation.Joints, null, null, standard)
            : new PhantomReading(labels, localisation.Joints, crop.Rectangle, Classify(_anatomyAware, radiograph, crop.Pixels, crop.Rectangle.Value), standard);
    }

    public void Dispose()
    {
        _segmenter.Dispose();
        _anatomyAware.Dispose();
        _standard?.Dispose();
    }

    private static RouteReading Classify(Classifier classifier, Radiograph radiograph, Radiograph pixels, PixelRectangle source)
    {
        var input = ClassifierInput.From(pixels, source, RulesOf(classifier));
        var output = classifier.Classify(input.Values);
        return new RouteReading(
            output.Probability,
            output.Target == ClassifierOutput.RadiographicClass,
            HeatMap.OnRadiograph(output.PlainMap, input.Geometry, radiograph.Rows, radiograph.Columns),
            input.Geometry.Seen());
    }

    private static PreprocessingRules RulesOf(Classifier classifier)
    {
        var card = classifier.Model.Card.Preprocessing!;
        return PreprocessingRules.For(card.Version) with
        {
            JointDilationShare = card.JointDilationShare,
            ClaheClipShare = card.ClaheClipShare,
            ClassifierRows = classifier.InputRows,
            ClassifierColumns = classifier.InputColumns,
        };
    }
}
