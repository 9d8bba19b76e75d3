using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Serving;
using Shouldly;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.Serving;

/// <summary>All stages called one after the other, each with what the one before answered.</summary>
internal sealed record OnDemandChain(
    SegmentResponse Segmented, CropResponse Cropped, ClassifyResponse AnatomyAware, ClassifyResponse Standard, ExplainResponse Explained, ExplainResponse ExplainedStandard)
{
    public static async Task<OnDemandChain> RunAsync(ServedSystem system, Wire.BlobReference image, CancellationToken cancellation)
    {
        var segmented = await system.Segmentation.SegmentAsync(Segment(system, image), cancellationToken: cancellation);
        var cropped = await system.Cropping.CropAsync(Crop(system, image, segmented.LabelMap), cancellationToken: cancellation);
        var anatomyAware = await system.Classification.ClassifyAsync(Classify(system, image, cropped.Joints), cancellationToken: cancellation);
        var standard = await system.Classification.ClassifyAsync(Classify(system, image), cancellationToken: cancellation);
        return new OnDemandChain(
            segmented,
            cropped,
            anatomyAware,
            standard,
            await system.Explanation.ExplainAsync(Explain(image, anatomyAware, cropped.Joints), cancellationToken: cancellation),
            await system.Explanation.ExplainAsync(Explain(image, standard), cancellationToken: cancellation));
    }

    public static SegmentRequest Segment(ServedSystem system, Wire.BlobReference image)
        => new() { Image = image, SegmenterCardDigest = system.Models.Segmenter!.CardDigest };

    public static CropRequest Crop(ServedSystem system, Wire.BlobReference image, Wire.BlobReference labelMap)
    {
        var preprocessing = system.Models.AnatomyAware!.Card.Preprocessing!;
        return new() { Image = image, LabelMap = labelMap, PreprocessingVersion = preprocessing.Version, JointDilationShare = preprocessing.JointDilationShare };
    }

    /// <summary>The anatomy-aware route with joints, the standard route without.</summary>
    public static ClassifyRequest Classify(ServedSystem system, Wire.BlobReference image, CroppedJoints? joints = null) => joints is null
        ? new() { Image = image, Route = Wire.ClassificationRoute.Standard, ClassifierCardDigest = system.Models.Standard!.CardDigest }
        : new()
        {
            Image = joints.Crop,
            Route = Wire.ClassificationRoute.AnatomyAware,
            ClassifierCardDigest = system.Models.AnatomyAware!.CardDigest,
            Radiograph = image,
            Rectangle = joints.Rectangle,
        };

    public static ExplainRequest Explain(Wire.BlobReference image, ClassifyResponse classified, CroppedJoints? joints = null)
    {
        var request = new ExplainRequest
        {
            Image = image,
            ActivationMap = classified.PlainMap,
            Geometry = classified.Geometry,
            ExplainedClass = classified.ExplainedClass,
            LateralityBasis = Wire.LateralityBasis.Assumed,
        };
        if (joints is not null)
        {
            request.CropRectangle = joints.Rectangle;
            request.LeftJoint = joints.LeftJoint;
            request.RightJoint = joints.RightJoint;
            request.LeftJointMask = joints.LeftJointMask;
            request.RightJointMask = joints.RightJointMask;
            request.DilationPixels = joints.DilationPixels;
        }

        return request;
    }

    /// <summary>Same blobs, same numbers, same times computed: the same records.</summary>
    public void ShouldBeResultOf(AnalysisEnded facts)
    {
        var segmented = facts.Segmented!;
        Segmented.ShouldBe(new SegmentResponse
        {
            LabelMap = segmented.LabelMap.ToMessage(),
            SacrumPixels = segmented.Areas.SacrumPixels,
            LeftIliumPixels = segmented.Areas.LeftIliumPixels,
            RightIliumPixels = segmented.Areas.RightIliumPixels,
            Model = segmented.Model.ToMessage(),
            Milliseconds = segmented.Milliseconds,
        });
        var cropped = facts.Cropped!;
        Cropped.ShouldBe(new CropResponse
        {
            Joints = new CroppedJoints
            {
                Crop = cropped.Crop.ToMessage(),
                Rectangle = cropped.Rectangle.ToMessage(),
                LeftJoint = cropped.LeftJoint.ToMessage(),
                RightJoint = cropped.RightJoint.ToMessage(),
                LeftJointMask = cropped.LeftJointMask.ToMessage(),
                RightJointMask = cropped.RightJointMask.ToMessage(),
                DilationPixels = cropped.DilationPixels,
            },
            Milliseconds = cropped.Milliseconds,
        });
        ShouldBeRoute(AnatomyAware, Explained, facts.AnatomyAware!);
        ShouldBeRoute(Standard, ExplainedStandard, facts.Standard!);
        Explained.Shares.ShouldNotBeNull();
        ExplainedStandard.Shares.ShouldBeNull();
    }

    private static void ShouldBeRoute(ClassifyResponse answer, ExplainResponse explanation, Cloud.Contracts.V1.RouteResult route)
    {
        var classified = route.Classified!;
        answer.ShouldBe(new ClassifyResponse
        {
            Probability = classified.Probability,
            Cutoff = classified.Cutoff,
            Positive = classified.Positive,
            Confident = classified.Confident,
            Model = classified.Model.ToMessage(),
            PlainMap = classified.PlainMap.ToMessage(),
            EigenMap = classified.EigenMap.ToMessage(),
            Geometry = classified.Geometry.ToMessage(),
            ExplainedClass = classified.ExplainedClass,
            EnhanceMilliseconds = classified.EnhanceMilliseconds,
            ClassifyMilliseconds = classified.ClassifyMilliseconds,
        });
        var explained = route.Explained!;
        explanation.ShouldBe(new ExplainResponse
        {
            HeatMap = explained.HeatMap.ToMessage(),
            Overlay = explained.Overlay.ToMessage(),
            Shares = explained.Shares.ToMessage(),
            Milliseconds = explained.Milliseconds,
        });
    }
}
