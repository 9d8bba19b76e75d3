using System.Reflection;
using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.Segmentation;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Route = AxSpA.Cloud.Contracts.Route;

namespace AxSpA.Cloud.Tests.Contracts;

public class RouteTests
{
    /// <summary>Consumers that are of the bus' making and not of the route's.</summary>
    private static readonly string[] OfTheBus = [QueueName.Of(Route.Faults.Service, Route.Faults.Consumer)];

    private static readonly Dictionary<string, Func<Composition, Composition>> Additions = new()
    {
        [Services.Ingestion] = IngestionComposition.AddIngestion,
        [Services.Segmentation] = SegmentationComposition.AddSegmentation,
        [Services.Cropping] = CroppingComposition.AddCropping,
        [Services.Classification] = ClassificationComposition.AddClassification,
        [Services.Explanation] = ExplanationComposition.AddExplanation,
        [Services.LongitudinalRisk] = LongitudinalRiskComposition.AddLongitudinalRisk,
    };

    public static TheoryData<string> EveryService => [.. Additions.Keys];

    [Fact]
    public void Every_record_that_says_what_happened_is_an_event_of_the_route_once()
    {
        var parts = Route.Steps.SelectMany(step => WireShape.MadeOf(step.Event).Skip(1));
        var inContracts = typeof(RadiographReceived).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(RadiographReceived).Namespace && !type.IsEnum);

        inContracts.Except(parts).Except(Route.Steps.Select(step => step.Event)).ShouldBeEmpty();
        Route.Steps.Select(step => step.Event).ShouldBeUnique();
    }

    [Fact]
    public void Publishers_and_consumers_are_services_that_exist()
    {
        Services.Each.ShouldBe(Additions.Keys, ignoreOrder: true);
        Route.Steps.SelectMany(step => step.Publishers).ShouldBeSubsetOf(Services.Each);
        Route.Steps.SelectMany(step => step.Consumers).Append(Route.Faults).Select(consumer => consumer.Service).ShouldBeSubsetOf(Services.Each);
        Route.Steps.ShouldAllBe(step => step.Publishers.Count > 0);
    }

    [Theory]
    [MemberData(nameof(EveryService))]
    public void Service_alone_listens_to_exactly_what_the_route_gives_it(string service)
    {
        var registered = Compose(Additions[service]).ToDictionary(consumer => consumer.Queue, consumer => consumer.Consumer);

        foreach (var (step, consumer) in Consumers().Where(pair => pair.Consumer.Service == service))
        {
            registered.Remove(QueueName.Of(service, consumer.Consumer), out var type).ShouldBeTrue($"{service} listens as {consumer.Consumer}");
            type!.IsAssignableTo(typeof(IConsumer<>).MakeGenericType(step.Event)).ShouldBeTrue($"{type.Name} consumes {step.Event.Name}");
            type!.Assembly.GetName().Name.ShouldBe("AxSpA.Cloud." + Pascal(service));
            (type.IsGenericType ? $"Record{type.GenericTypeArguments.Single().Name}" : type.Name).ShouldBe(consumer.Consumer);
        }

        registered.Keys.ShouldBeSubsetOf(OfTheBus);
    }

    [Fact]
    public void All_services_together_have_every_consumer_of_the_route_on_a_queue_of_its_own()
    {
        var queues = Compose(composition => composition.AddEveryService()).Select(consumer => consumer.Queue).ToList();

        queues.ShouldBeUnique();
        queues.ShouldBe(Consumers().Select(pair => QueueName.Of(pair.Consumer.Service, pair.Consumer.Consumer)).Concat(OfTheBus), ignoreOrder: true);
    }

    [Fact]
    public void One_process_listens_to_what_the_services_listen_to_each_in_a_process_of_its_own()
        => Compose(composition => composition.AddEveryService()).ShouldBe(Additions.Values.SelectMany(Compose), ignoreOrder: true);

    [Fact]
    public void Consumer_of_faults_that_the_route_does_not_name_is_refused()
        => Should.Throw<ArgumentException>(() => Compose(composition => composition.ConsumesFaults<TakeFault>(Services.Explanation)))
            .Message.ShouldContain("explanation/TakeFault");

    [Fact]
    public void Every_fact_is_recorded_by_Ingestion_and_must_be_received()
    {
        foreach (var step in Route.Steps.Where(step => step.Fact is not null))
        {
            step.Consumers.ShouldContain(new RouteConsumer(Services.Ingestion, "Record" + step.Event.Name));
            step.MustBeReceived.ShouldBeTrue();
        }

        Route.Steps.Where(step => step.Fact is null).SelectMany(step => step.Consumers).ShouldNotContain(consumer => consumer.Consumer.StartsWith("Record", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_consumer_that_gives_up_on_an_event_is_known_to_the_ledger()
    {
        foreach (var step in Route.Steps.Where(step => step.Consumers.Count > 0))
            typeof(TakeFault).IsAssignableTo(typeof(IConsumer<>).MakeGenericType(typeof(Fault<>).MakeGenericType(step.Event))).ShouldBeTrue(step.Event.Name);
    }

    [Fact]
    public void Route_that_needs_the_joints_needs_every_stage_and_the_whole_radiograph_needs_none_before_the_classification()
    {
        Route.RequiredFacts(ClassificationRoute.AnatomyAware).ShouldBe(
        [
            nameof(RadiographSegmented), nameof(SacroiliacJointsCropped), nameof(RadiographClassified), nameof(ClassificationExplained), nameof(ClassificationRegistered),
        ]);
        Route.RequiredFacts(ClassificationRoute.Standard).ShouldBe([nameof(RadiographClassified), nameof(ClassificationExplained), nameof(ClassificationRegistered)]);
        Route.Steps.Where(step => step.EndsRoute).Select(step => step.Event).ShouldBe([typeof(RadiographRejected)]);
    }

    [Fact]
    public void Fact_is_about_its_own_analysis_and_route()
    {
        foreach (var step in Route.Steps.Where(step => step.Fact is not null))
        {
            var fact = Populated.Of(step.Event);
            var route = step.Event.GetProperty(nameof(FactKey.Route))?.GetValue(fact) ?? ClassificationRoute.AnatomyAware;

            step.Fact!(fact).ShouldBe(new FactKey((Guid)step.Event.GetProperty(nameof(FactKey.AnalysisId))!.GetValue(fact)!, (ClassificationRoute)route));
        }
    }

    [Fact]
    public void Type_that_is_no_event_is_refused_with_the_events_there_are()
        => Should.Throw<ArgumentException>(() => Route.Of(typeof(BlobReference))).Message.ShouldContain(nameof(RadiographReceived));

    [Fact]
    public void Consumer_that_the_route_does_not_name_is_refused()
        => Should.Throw<ArgumentException>(() => Compose(composition => composition.Consumes<CropSacroiliacJoints, RadiographSegmented>(Services.Explanation)))
            .Message.ShouldContain("explanation/CropSacroiliacJoints");

    private static IReadOnlyList<ConsumerRegistration> Compose(Func<Composition, Composition> add) => add(new Composition(Host.CreateEmptyApplicationBuilder(null), Services.All)).Consumers;

    private static IEnumerable<(RouteStep Step, RouteConsumer Consumer)> Consumers() => Route.Steps.SelectMany(step => step.Consumers.Select(consumer => (step, consumer)));

    private static string Pascal(string service) => string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
