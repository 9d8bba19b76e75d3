using System.Diagnostics;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Benchmarks;

/// <summary>Times every stage of the anatomy-aware route in this process, without bus, blobs or ledger.</summary>
public static class StageBenchmark
{
    private const string Decode = "decode";
    private const string Input = "segmentation input";
    private const string Segment = "segmentation network";
    private const string CleanUp = "clean-up and inverse resize";
    private const string Crop = "joints and crop";
    private const string ContrastOnCrop = "contrast step on the crop";
    private const string ContrastOnFull = "contrast step on the whole radiograph";
    private const string Classify = "classify with activation maps";
    private const string Maps = "activation maps alone";
    private const string Draw = "heat map and overlay";
    private const string Total = "image to probability";

    /// <summary>Medians of the published pipeline in milliseconds: two cores, optimised BLAS, 900 × 1100. Its classify and Grad-CAM (0.35 s and 1.41 s) are one stage here.</summary>
    private static readonly Dictionary<string, double> PublishedMs = new()
    {
        [Input] = 56,
        [Segment] = 8717,
        [CleanUp] = 107,
        [Crop] = 38,
        [ContrastOnCrop] = 28,
        [ContrastOnFull] = 485,
        [Classify] = 350 + 1410,
        [Maps] = 1410,
        [Draw] = 390,
        [Total] = 9950,
    };

    /// <param name="models">A folder with a complete anatomy-aware route.</param>
    /// <param name="file">The bytes of a radiograph file.</param>
    /// <param name="runs">How often every stage runs, at least 1; one more run before it warms up and is not counted.</param>
    /// <exception cref="ArgumentException">The folder has no anatomy-aware route, or <paramref name="runs"/> is below 1.</exception>
    /// <exception cref="RadiographRefusedException">The file is no radiograph.</exception>
    public static StageBenchmarkResult Run(ModelStore models, ReadOnlyMemory<byte> file, int runs, InferenceOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        if (models.AnatomyAware is not { } classifierModel || models.Segmenter is not { } segmenterModel)
            throw new ArgumentException("expected a segmenter and an anatomy-aware classifier, found no complete route", nameof(models));

        using var segmenter = new Segmenter(segmenterModel, options);
        using var classifier = new Classifier(classifierModel, options);
        var preprocessing = classifierModel.Card.Preprocessing!;
        var rules = PreprocessingRules.For(preprocessing.Version) with
        {
            JointDilationShare = preprocessing.JointDilationShare,
            ClaheClipShare = preprocessing.ClaheClipShare,
        };
        var last = RunOnce(new StageClock(), segmenter, classifier, rules, file, cancellation);
        var clock = new StageClock();
        for (var run = 0; run < runs; run++)
            last = RunOnce(clock, segmenter, classifier, rules, file, cancellation);
        using var process = Process.GetCurrentProcess();
        return new StageBenchmarkResult(
            last.Radiograph.Rows, last.Radiograph.Columns, last.Probability, last.StandIn, clock.Results(PublishedMs), process.PeakWorkingSet64);
    }

    private static (Radiograph Radiograph, double Probability, bool StandIn) RunOnce(
        StageClock clock, Segmenter segmenter, Classifier classifier, PreprocessingRules rules, ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var radiograph = clock.Time(Decode, () => RadiographFile.Read(file).Radiograph);
        var input = clock.Time(Input, () => SegmentationInput.FromRadiograph(radiograph, segmenter.GridSide));
        var segmented = clock.Time(Segment, () => segmenter.Segment(input, cancellation));
        var labels = clock.Time(CleanUp, () => Resizing.Nearest(LabelMaps.KeepLargestComponents(segmented), radiograph.Rows, radiograph.Columns));
        var (pixels, source, marks) = clock.Time(Crop, () => Cut(radiograph, labels, rules));
        var enhanced = clock.Time(ContrastOnCrop, () => ContrastStep.Enhance(Orientation.MirrorColumns(pixels.Grey), rules));
        var network = ClassifierInput.FromEnhanced(enhanced, source, rules);
        var output = clock.Time(Classify, () => classifier.Classify(network.Values));
        clock.Add(Total, Stopwatch.GetElapsedTime(started).TotalMilliseconds);

        // Again, on the features that the network has just left, so that they are timed apart from it.
        clock.Time(Maps, () => ActivationMaps.Compute(classifier.LastFeatures, classifier.LastChannelWeights, output.PlainMap.Rows, output.PlainMap.Columns));
        clock.Time(Draw, () => Overlay.Draw(
            radiograph,
            HeatMap.OnRadiograph(output.PlainMap, network.Geometry, radiograph.Rows, radiograph.Columns),
            (marks ?? OverlayMarks.None) with { Seen = network.Geometry.Seen() }));
        clock.Time(ContrastOnFull, () => ContrastStep.Enhance(Orientation.MirrorColumns(radiograph.Grey), rules));
        return (radiograph, output.Probability, marks is null);
    }

    private static (Radiograph Pixels, PixelRectangle Source, OverlayMarks? Marks) Cut(Radiograph radiograph, Plane<byte> labels, PreprocessingRules rules)
    {
        var localisation = JointLocalisation.Find(labels, rules);
        if (localisation.Located && JointCrop.Cut(radiograph, localisation.Joints.Box) is { Empty: false } crop)
        {
            var (left, right) = (localisation.Joints.Left, localisation.Joints.Right);
            return (crop.Pixels, crop.Rectangle.Value, new OverlayMarks(left.Mask, right.Mask, LeftFinding: left.Finding, RightFinding: right.Finding));
        }

        // A quarter of either side, as the joints of a pelvis take; only its size matters for the times.
        var (height, width) = (Math.Max(radiograph.Rows / 4, 1), Math.Max(radiograph.Columns / 4, 1));
        var middle = new PixelRectangle((radiograph.Columns - width) / 2, (radiograph.Rows - height) / 2, width, height);
        return (JointCrop.PixelsOf(radiograph, middle), middle, null);
    }
}
