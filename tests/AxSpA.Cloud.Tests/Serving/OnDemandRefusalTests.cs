using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Shouldly;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.Serving;

[Trait("Requirement", "SRV-01")]
public class OnDemandRefusalTests
{
    private const string Digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Wire.BlobReference WellFormed => new() { Container = "radiographs", Name = "a/b.npy", Sha256 = Digest, Bytes = 1 };

    [Fact]
    public async Task Empty_requests_hear_of_every_field_at_once()
    {
        await using var system = await ServedSystem.StartAsync();

        (await Refused.FailureOf(system.Segmentation.SegmentAsync(new(), cancellationToken: Cancellation))).Fields()
            .ShouldBe(["image", "segmenter_card_digest"]);
        (await Refused.FailureOf(system.Cropping.CropAsync(new() { JointDilationShare = 2 }, cancellationToken: Cancellation))).Fields()
            .ShouldBe(["image", "label_map", "preprocessing_version", "joint_dilation_share"]);
        (await Refused.FailureOf(system.Classification.ClassifyAsync(new(), cancellationToken: Cancellation))).Fields()
            .ShouldBe(["route", "image", "classifier_card_digest"]);
        (await Refused.FailureOf(system.Classification.ClassifyAsync(new() { Route = Wire.ClassificationRoute.AnatomyAware }, cancellationToken: Cancellation))).Fields()
            .ShouldBe(["image", "classifier_card_digest", "radiograph", "rectangle"]);
        (await Refused.FailureOf(system.Explanation.ExplainAsync(new(), cancellationToken: Cancellation))).Fields()
            .ShouldBe(["image", "activation_map", "geometry"]);
        (await Refused.FailureOf(system.Explanation.ExplainAsync(new() { CropRectangle = new(), Geometry = new() }, cancellationToken: Cancellation))).Fields().ShouldBe(
        [
            "image", "activation_map", "geometry.source", "geometry.resized_rows", "geometry.resized_columns", "geometry.input_rows", "geometry.input_columns",
            "left_joint", "right_joint", "crop_rectangle.width", "crop_rectangle.height", "left_joint_mask", "right_joint_mask",
        ]);
    }

    [Theory]
    [InlineData("other", "a.npy", Digest, 1, "image.container")]
    [InlineData("", "a.npy", Digest, 1, "image.container")]
    [InlineData("radiographs", "", Digest, 1, "image.name")]
    [InlineData("radiographs", "/a.npy", Digest, 1, "image.name")]
    [InlineData("radiographs", "a/../../b", Digest, 1, "image.name")]
    [InlineData("radiographs", "a//b", Digest, 1, "image.name")]
    [InlineData("radiographs", "a\nb", Digest, 1, "image.name")]
    [InlineData("radiographs", "a.npy", "", 1, "image.sha256")]
    [InlineData("radiographs", "a.npy", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF", 1, "image.sha256")]
    [InlineData("radiographs", "a.npy", "../0123456789abcdef0123456789abcdef0123456789abcdef0123456789abc", 1, "image.sha256")]
    [InlineData("radiographs", "a.npy", Digest, 0, "image.bytes")]
    [InlineData("..", "..", "..", -1, "image.container", "image.name", "image.sha256", "image.bytes")]
    public async Task Reference_that_no_stage_could_have_given_is_refused_by_its_fields(string container, string name, string sha256, long bytes, params string[] fields)
    {
        await using var system = await ServedSystem.StartAsync();
        var image = new Wire.BlobReference { Container = container, Name = name, Sha256 = sha256, Bytes = bytes };

        var refusal = await Refused.FailureOf(system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, image), cancellationToken: Cancellation));

        refusal.Fields().ShouldBe(fields);
    }

    [Fact]
    public async Task Fields_that_do_not_fit_each_other_or_the_pictures_are_named()
    {
        await using var system = await ServedSystem.StartAsync();
        var image = await system.StoreRadiographAsync();
        var chain = await OnDemandChain.RunAsync(system, image, Cancellation);
        var joints = chain.Cropped.Joints;
        var stored = system.Blobs;
        var small = await system.StoreAsync("given/small.png", PngImage.Encode(new Plane<byte>(16, 16, new byte[256])));
        var bright = await system.StoreAsync("given/bright.png", PngImage.Encode(new Plane<byte>(192, 224, [.. Enumerable.Repeat((byte)200, 192 * 224)])));
        var endless = await system.StoreAsync("given/endless.npy", NpyFile.Write(new Plane<float>(1, 2, [0, float.NaN])));
        var text = await system.StoreAsync("given/text.npy", "no picture"u8.ToArray());

        await Segment(request => request.Image = text, "image");
        await Crop(request => request.LabelMap = image, "label_map");
        await Crop(request => request.LabelMap = small, "label_map");
        await Crop(request => request.LabelMap = bright, "label_map");
        await Crop(request => request.JointDilationShare = double.NaN, "joint_dilation_share");
        await Crop(request => request.PreprocessingVersion = "paper-2", "preprocessing_version");
        await Classify(request => request.Route = Wire.ClassificationRoute.Standard, "radiograph", "rectangle");
        await Classify(request => request.Route = (Wire.ClassificationRoute)7, "route", "radiograph", "rectangle");
        await Classify(request => request.Rectangle.Width++, "rectangle");
        await Classify(request => request.Rectangle.X = int.MaxValue, "rectangle");
        await Classify(request => request.Image = image, "image");
        await Classify(request => request.Radiograph = joints.Crop, "radiograph");
        await Explain(request => request.CropRectangle = null, "left_joint_mask", "right_joint_mask", "left_joint", "right_joint", "dilation_pixels");
        await Explain(request => request.LeftJoint = Wire.JointFinding.NotFound, "left_joint_mask");
        await Explain(request => request.RightJointMask = null, "right_joint_mask");
        await Explain(request => request.LeftJointMask = small, "left_joint_mask");
        await Explain(request => request.CropRectangle.Height = 193, "crop_rectangle");
        await Explain(request => request.Geometry.Source.X = 224, "geometry.source");
        await Explain(request => request.Geometry.InputRows = int.MaxValue, "geometry.input_rows");
        await Explain(request => request.DilationPixels = 225, "dilation_pixels");
        await Explain(request => request.ActivationMap = endless, "activation_map");
        await Explain(request => request.ActivationMap = image, "activation_map");
        await Explain(request => request.ExplainedClass = "r-axspa", "explained_class");
        await Explain(request => request.LateralityBasis = (Wire.LateralityBasis)3, "laterality_basis");

        system.Blobs.Count.ShouldBe(stored.Count + 4, "what is refused stores nothing");

        async Task Segment(Action<SegmentRequest> spoil, params string[] fields) => (await Refused.FailureOf(
            system.Segmentation.SegmentAsync(Spoilt(OnDemandChain.Segment(system, image), spoil), cancellationToken: Cancellation))).Fields().ShouldBe(fields);
        async Task Crop(Action<CropRequest> spoil, params string[] fields) => (await Refused.FailureOf(
            system.Cropping.CropAsync(Spoilt(OnDemandChain.Crop(system, image, chain.Segmented.LabelMap), spoil), cancellationToken: Cancellation))).Fields().ShouldBe(fields);
        async Task Classify(Action<ClassifyRequest> spoil, params string[] fields) => (await Refused.FailureOf(
            system.Classification.ClassifyAsync(Spoilt(OnDemandChain.Classify(system, image, joints.Clone()), spoil), cancellationToken: Cancellation))).Fields().ShouldBe(fields);
        async Task Explain(Action<ExplainRequest> spoil, params string[] fields) => (await Refused.FailureOf(
            system.Explanation.ExplainAsync(Spoilt(OnDemandChain.Explain(image, chain.AnatomyAware.Clone(), joints.Clone()), spoil), cancellationToken: Cancellation))).Fields().ShouldBe(fields);
        static T Spoilt<T>(T request, Action<T> spoil)
        {
            spoil(request);
            return request;
        }
    }

    [Fact]
    public async Task Blob_that_is_not_there_is_not_found_and_one_that_changed_is_data_loss()
    {
        await using var system = await ServedSystem.StartAsync();
        var missing = await Refused.FailureOf(system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, WellFormed), cancellationToken: Cancellation));
        (missing.StatusCode, missing.Status.Detail).ShouldBe((StatusCode.NotFound, "image: expected a blob a/b.npy, found none"));

        var image = await system.StoreRadiographAsync();
        var stored = system.Blobs;
        image.Sha256 = Digest;
        var changed = await Refused.FailureOf(system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, image), cancellationToken: Cancellation));
        changed.StatusCode.ShouldBe(StatusCode.DataLoss);
        changed.Status.Detail.ShouldContain(Digest);
        system.Blobs.ShouldBe(stored);
    }

    [Fact]
    public async Task Model_that_is_not_held_is_a_failed_precondition_that_says_what_is_held()
    {
        await using var system = await ServedSystem.StartAsync();
        var (segmenter, standard) = (system.Models.Segmenter!, system.Models.Standard!);

        var segment = await Refused.FailureOf(system.Segmentation.SegmentAsync(new() { Image = WellFormed, SegmenterCardDigest = Digest }, cancellationToken: Cancellation));
        var classify = await Refused.FailureOf(system.Classification.ClassifyAsync(
            new() { Image = WellFormed, Route = Wire.ClassificationRoute.Standard, ClassifierCardDigest = system.Models.AnatomyAware!.CardDigest }, cancellationToken: Cancellation));

        foreach (var (refusal, held) in new[] { (segment, segmenter), (classify, standard) })
        {
            refusal.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
            refusal.Status.Detail.ShouldContain($"{held.Card.Name} {held.Card.Version} with card {held.CardDigest}");
        }
    }

    [Fact]
    public async Task Request_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var system = await ServedSystem.StartAsync();
        var request = OnDemandChain.Segment(system, WellFormed);
        request.Image.MediaType = new string('x', 70_000);

        var refusal = await Refused.FailureOf(system.Segmentation.SegmentAsync(request, cancellationToken: Cancellation));

        refusal.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }
}
