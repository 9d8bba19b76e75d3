using AxSpA.Cloud.Cli.Cluster;
using AxSpA.Cloud.Contracts;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Cluster;

public class ReplicasTests
{
    [Theory]
    [InlineData("", "1 1 1 1 1 1")]
    [InlineData("segmentation=2", "1 2 1 1 1 1")]
    [InlineData(" segmentation = 2 , longitudinal-risk=3,", "1 2 1 1 1 3")]
    [InlineData("ingestion=32,explanation=1", "32 1 1 1 1 1")]
    public void Service_that_is_named_has_its_number_and_the_others_one(string text, string counts)
    {
        var replicas = Replicas.Parse(text);

        replicas.Select(count => count.Key).ShouldBe(Services.Each);
        string.Join(' ', replicas.Select(count => count.Value)).ShouldBe(counts);
    }

    [Theory]
    [InlineData("segmenter=2", "expected one of ingestion, segmentation, cropping, classification, explanation, longitudinal-risk, found segmenter")]
    [InlineData("cropping=0", "expected cropping=1 to cropping=32, found cropping=0")]
    [InlineData("cropping=-1", "expected cropping=1 to cropping=32, found cropping=-1")]
    [InlineData("cropping=33", "expected cropping=1 to cropping=32, found cropping=33")]
    [InlineData("cropping=two", "expected cropping=1 to cropping=32, found cropping=two")]
    [InlineData("cropping", "expected cropping=1 to cropping=32, found cropping")]
    [InlineData("cropping=1,cropping=2", "expected cropping once, found it twice")]
    public void Text_that_is_something_else_is_refused_in_words(string text, string words)
        => Should.Throw<FormatException>(() => Replicas.Parse(text)).Message.ShouldBe(words);

    [Fact]
    public void Program_of_a_replica_is_its_services_assembly()
        => Services.Each.Select(service => new Replica(service, 2).Program).ShouldBe(
        [
            "AxSpA.Cloud.Ingestion", "AxSpA.Cloud.Segmentation", "AxSpA.Cloud.Cropping", "AxSpA.Cloud.Classification", "AxSpA.Cloud.Explanation", "AxSpA.Cloud.LongitudinalRisk",
        ]);
}
