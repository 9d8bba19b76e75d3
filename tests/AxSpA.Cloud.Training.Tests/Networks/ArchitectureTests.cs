using AxSpA.Cloud.Training.Networks;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Networks;

public class ArchitectureTests
{
    [Theory]
    [InlineData(NetworkKind.Segmenter, null, "unet-64", 64)]
    [InlineData(NetworkKind.Segmenter, "unet-8", "unet-8", 8)]
    [InlineData(NetworkKind.Classifier, null, "resnet50-64", 64)]
    [InlineData(NetworkKind.Classifier, "resnet50-16", "resnet50-16", 16)]
    public void Name_read_is_the_name_written(NetworkKind kind, string? name, string written, int width)
    {
        var architecture = Architecture.Parse(name, kind);
        architecture.ToString().ShouldBe(written);
        architecture.Width.ShouldBe(width);
        Architecture.Parse(written, kind).ShouldBe(architecture);
    }

    [Theory]
    [InlineData(NetworkKind.Segmenter, "resnet50-64", "expected unet-64, unet-32, unet-16, unet-8, found resnet50-64")]
    [InlineData(NetworkKind.Classifier, "resnet50-24", "expected resnet50-64, resnet50-32, resnet50-16, resnet50-8, found resnet50-24")]
    public void Unknown_name_is_refused_with_the_known_ones(NetworkKind kind, string name, string words)
        => Should.Throw<ArgumentException>(() => Architecture.Parse(name, kind)).Message.ShouldContain(words);
}
