using AxSpA.Cloud.Hosting.Messaging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class QueueNameTests
{
    [Theory]
    [InlineData("segmentation", "SegmentRadiograph", "segmentation-segment-radiograph")]
    [InlineData("longitudinal-risk", "RegisterClassification", "longitudinal-risk-register-classification")]
    [InlineData("ingestion", "Record", "ingestion-record")]
    public void Queue_is_named_for_service_and_consumer(string service, string consumer, string expected) => QueueName.Of(service, consumer).ShouldBe(expected);
}
