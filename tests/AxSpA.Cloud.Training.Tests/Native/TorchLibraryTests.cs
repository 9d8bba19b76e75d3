using AxSpA.Cloud.Training.Native;
using Shouldly;
using TorchSharp;

namespace AxSpA.Cloud.Training.Tests.Native;

public class TorchLibraryTests
{
    [Fact]
    public void Native_library_computes_here()
    {
        using var ones = torch.ones(3, 4);

        ones.sum().item<float>().ShouldBe(12f);
    }

    [Fact]
    public void Need_that_is_not_there_leaves_an_image_alone()
    {
        var image = File.ReadAllBytes("/proc/self/exe");
        var before = image.ToArray();

        TorchLibrary.MarkWeak(image).ShouldBeFalse();

        image.ShouldBe(before);
    }
}
