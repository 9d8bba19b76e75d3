using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.ML.OnnxRuntime;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

public sealed class InferenceOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelStore _store;

    public InferenceOptionsTests() => _store = LightModels.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cuda_without_the_gpu_package_fails_and_says_what_to_do()
    {
        SkipWhereCudaIs();
        var failure = Should.Throw<DeviceUnavailableException>(() => new Segmenter(_store.Segmenter!, new InferenceOptions { Device = InferenceDevice.Cuda }));
        failure.Message.ShouldContain("-p:Accelerator=cuda");
        failure.Message.ShouldContain("Inference:AllowCpuFallback");
    }

    [Fact]
    public void Fallback_that_is_allowed_runs_on_the_cpu_and_says_so()
    {
        SkipWhereCudaIs();
        using var classifier = new Classifier(_store.Standard!, new InferenceOptions { Device = InferenceDevice.Cuda, AllowCpuFallback = true });
        classifier.Device.ShouldBe("cpu");
        classifier.DeviceFallback.ShouldNotBeNull();
        classifier.Precision.ShouldBe("fp32");
    }

    [Fact]
    public void Threads_out_of_range_are_refused_by_key()
        => Should.Throw<ArgumentException>(() => new Segmenter(_store.Segmenter!, new InferenceOptions { Threads = -1 })).Message
            .ShouldBe("Inference:Threads: expected 0 (one a core) to 1024, found -1");

    [Fact]
    public void Input_of_another_size_is_refused_with_both_sizes()
    {
        using var segmenter = new Segmenter(_store.Segmenter!, new InferenceOptions());
        Should.Throw<ArgumentException>(() => segmenter.Segment(new Plane<float>(2, 3, new float[6]), TestContext.Current.CancellationToken))
            .Message.ShouldStartWith("expected 96 x 96 values, found 2 x 3");
        using var classifier = new Classifier(_store.Standard!, new InferenceOptions());
        Should.Throw<ArgumentException>(() => classifier.Classify(new Plane<float>(2, 3, new float[6])))
            .Message.ShouldStartWith("expected 416 x 628 values, found 2 x 3");
    }

    [Fact]
    public void Calls_from_many_threads_give_what_one_thread_gets()
    {
        using var classifier = new Classifier(_store.Standard!, new InferenceOptions { Threads = 1, Spinning = false });
        var pictures = Enumerable.Range(0, 8).Select(Picture).ToArray();
        var alone = pictures.Select(picture => classifier.Classify(picture).Probability).ToArray();
        alone.Distinct().Count().ShouldBe(pictures.Length);
        var together = new double[pictures.Length * 10];
        Parallel.For(0, together.Length, index => together[index] = classifier.Classify(pictures[index % pictures.Length]).Probability);
        for (var index = 0; index < together.Length; index++)
            together[index].ShouldBe(alone[index % pictures.Length]);
    }

    [Fact]
    public void Windows_that_overlap_are_averaged_by_how_often_a_pixel_is_seen()
    {
        // The light segmenter answers each pixel alone, so overlapping windows must give what one pass gives.
        var card = LightModels.SegmenterCard(1, 48) with { Scheme = new SegmentationScheme(SchemeKind.Windows, 96, 48, 16) };
        ModelImport.Store(_folder["windows/segmenter"], LightModels.SegmenterGraph(1, 48), card);
        ModelImport.Store(
            _folder["windows/anatomy-aware"], LightModels.ClassifierGraph(1), LightModels.ClassifierCard(ModelRole.AnatomyAware, 1));
        using var windows = new Segmenter(ModelStore.Open(_folder["windows"]).Segmenter!, new InferenceOptions());
        using var single = new Segmenter(_store.Segmenter!, new InferenceOptions());
        var input = SegmentationInput.FromRadiograph(LightRadiographs.Draw(480, 640, seed: 2), 96);
        var expected = single.AverageLogits(input, TestContext.Current.CancellationToken);
        windows.AverageLogits(input, TestContext.Current.CancellationToken).ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void Cancelled_segmentation_stops()
    {
        using var segmenter = new Segmenter(_store.Segmenter!, new InferenceOptions());
        Should.Throw<OperationCanceledException>(() => segmenter.Segment(Constant(96), new CancellationToken(canceled: true)));
    }

    private static Plane<float> Constant(int side) => new(side, side, new float[side * side]);

    private static Plane<float> Picture(int seed)
    {
        var random = new Random(seed);
        return new Plane<float>(416, 628, [.. Enumerable.Range(0, 416 * 628).Select(_ => random.NextSingle())]);
    }

    private static void SkipWhereCudaIs()
    {
        if (OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
            Assert.Skip("this build carries the GPU package");
    }
}
