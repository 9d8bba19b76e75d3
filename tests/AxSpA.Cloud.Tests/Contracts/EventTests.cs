using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Contracts.V1;
using MassTransit.Serialization;
using Shouldly;

namespace AxSpA.Cloud.Tests.Contracts;

public class EventTests
{
    public static TheoryData<Type> Events => [.. WireShape.Events];

    public static TheoryData<Type> Records =>
        [.. typeof(RadiographReceived).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(RadiographReceived).Namespace && !type.IsEnum)];

    public static TheoryData<Type> Enumerations =>
        [.. typeof(RadiographReceived).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(RadiographReceived).Namespace && type.IsEnum)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_has_no_base_class_and_no_behaviour(Type record)
    {
        record.BaseType.ShouldBe(typeof(object));
        record.IsSealed.ShouldBeTrue();
        record.GetInterfaces().ShouldBe([typeof(IEquatable<>).MakeGenericType(record)]);
        var written = record.GetMethods().Where(method => method.DeclaringType == record && !method.IsSpecialName && !IsOfEveryRecord(method.Name));
        written.ShouldBeEmpty();

        static bool IsOfEveryRecord(string name) => name is "ToString" or "Equals" or "GetHashCode" or "<Clone>$";
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Property_is_set_at_creation_alone_and_is_either_required_or_may_be_absent(Type record)
    {
        var nullability = new System.Reflection.NullabilityInfoContext();
        foreach (var property in record.GetProperties())
        {
            var required = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: false);
            var mayBeAbsent = nullability.Create(property).ReadState == System.Reflection.NullabilityState.Nullable;
            mayBeAbsent.ShouldBe(!required, $"{record.Name}.{property.Name}");
            property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().ShouldBe([typeof(System.Runtime.CompilerServices.IsExternalInit)], $"{record.Name}.{property.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Enumeration_has_no_zero_so_that_a_forgotten_value_is_none_of_its_members(Type enumeration)
        => Enum.IsDefined(enumeration, 0).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_comes_back_as_it_went(Type @event)
    {
        var sent = Populated.Of(@event);

        JsonSerializer.Deserialize(JsonSerializer.Serialize(sent, @event, WireShape.Json), @event, WireShape.Json).ShouldBe(sent);
        var bus = SystemTextJsonMessageSerializer.Options;
        JsonSerializer.Deserialize(JsonSerializer.Serialize(sent, @event, bus), @event, bus).ShouldBe(sent);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Bus_writes_an_event_as_the_snapshots_and_asyncapi_say(Type @event)
    {
        var sent = Populated.Of(@event);

        var onTheBus = JsonSerializer.SerializeToNode(sent, @event, SystemTextJsonMessageSerializer.Options);

        JsonNode.DeepEquals(onTheBus, JsonSerializer.SerializeToNode(sent, @event, WireShape.Json)).ShouldBeTrue(onTheBus?.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_without_a_required_property_is_refused_by_name(Type @event)
    {
        foreach (var property in WireShape.Properties(@event).Where(property => property.Required))
        {
            var message = JsonSerializer.SerializeToNode(Populated.Of(@event), @event, WireShape.Json)!.AsObject();
            message.Remove(property.Name);

            Should.Throw<JsonException>(() => message.Deserialize(@event, WireShape.Json)).Message.ShouldContain(property.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_of_a_later_minor_version_is_read_without_what_is_new(Type @event)
    {
        var sent = Populated.Of(@event);
        var message = JsonSerializer.SerializeToNode(sent, @event, WireShape.Json)!.AsObject();
        message["addedLater"] = new JsonObject { ["value"] = 1 };

        message.Deserialize(@event, WireShape.Json).ShouldBe(sent);
    }
}
