using System.Text.Json;
using Google.Protobuf.Reflection;
using Shouldly;
using Events = AxSpA.Cloud.Contracts.V1;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.Contracts;

public class ProtoTests
{
    [Theory]
    [InlineData(typeof(Events.JointFinding), "JointFinding")]
    [InlineData(typeof(Events.LateralityBasis), "LateralityBasis")]
    [InlineData(typeof(Events.RejectionReason), "RejectionReason")]
    [InlineData(typeof(Events.ClassificationRoute), "ClassificationRoute")]
    public void Enumeration_of_gRPC_has_the_numbers_and_names_of_the_events(Type ofEvents, string ofGrpc)
    {
        var wire = Wire.CommonReflection.Descriptor.EnumTypes.Single(type => type.Name == ofGrpc);
        var prefix = JsonNamingPolicy.SnakeCaseUpper.ConvertName(ofGrpc) + "_";
        var expected = Enum.GetValues(ofEvents).Cast<object>()
            .Select(member => ((int)member, prefix + JsonNamingPolicy.SnakeCaseUpper.ConvertName(member.ToString()!)))
            .Prepend((0, prefix + "UNSPECIFIED"));

        wire.Values.Select(value => (value.Number, value.Name)).ShouldBe(expected);
    }

    [Fact]
    public void Message_that_an_event_has_too_has_the_same_fields()
    {
        Fields(Wire.BlobReference.Descriptor).ShouldBe(Properties<Events.BlobReference>());
        Fields(Wire.PixelRectangle.Descriptor).ShouldBe(Properties<Events.CropRectangle>());
        Fields(Wire.JointShares.Descriptor).ShouldBe(Properties<Events.JointShares>());
        Fields(Wire.Model.Descriptor).ShouldBe(Properties<Events.PlannedModel>());
        Fields(Wire.InputGeometry.Descriptor).Order().ShouldBe(Properties<Events.InputGeometry>().Order());

        static IEnumerable<string> Fields(MessageDescriptor message) => message.Fields.InFieldNumberOrder().Select(field => field.JsonName);
        static IEnumerable<string> Properties<T>() => WireShape.Properties(typeof(T)).Select(property => property.Name);
    }
}
