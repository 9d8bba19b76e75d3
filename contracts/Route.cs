using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Contracts;

/// <summary>
/// The pipeline's order, and the only place where it is written. Bus registrations, the ledger's idea of "complete",
/// asyncapi.yaml and the README's picture are tested against it.
/// </summary>
public static class Route
{
    private static readonly ClassificationRoute[] Both = [ClassificationRoute.AnatomyAware, ClassificationRoute.Standard];
    private static readonly ClassificationRoute[] AnatomyAware = [ClassificationRoute.AnatomyAware];

    public static IReadOnlyList<RouteStep> Steps { get; } =
    [
        Event<RadiographReceived>(Services.Ingestion)
            .To(Services.Segmentation, "SegmentRadiograph")
            .To(Services.Classification, "ClassifyFullRadiograph")
            .To(Services.LongitudinalRisk, "RegisterRadiograph"),
        Event<RadiographRejected>(Services.Cropping)
            .Ending(e => new FactKey(e.AnalysisId, e.Route)),
        Event<RadiographSegmented>(Services.Segmentation)
            .To(Services.Cropping, "CropSacroiliacJoints")
            .Fact(AnatomyAware, e => new FactKey(e.AnalysisId, ClassificationRoute.AnatomyAware)),
        Event<SacroiliacJointsCropped>(Services.Cropping)
            .To(Services.Classification, "ClassifySacroiliacJoints")
            .Fact(AnatomyAware, e => new FactKey(e.AnalysisId, ClassificationRoute.AnatomyAware)),
        Event<RadiographClassified>(Services.Classification)
            .To(Services.Explanation, "ExplainClassification")
            .To(Services.LongitudinalRisk, "RegisterClassification")
            .Fact(Both, e => new FactKey(e.AnalysisId, e.Route)),
        Event<ClassificationExplained>(Services.Explanation)
            .Fact(Both, e => new FactKey(e.AnalysisId, e.Route)),
        Event<ClassificationRegistered>(Services.LongitudinalRisk)
            .Fact(Both, e => new FactKey(e.AnalysisId, e.Route)),
        Event<AnalysisEnded>(Services.Ingestion),
        Event<RadiographGraded>(Services.LongitudinalRisk),
        Event<FollowUpReported>(Services.LongitudinalRisk),
        Event<ProgressionRiskFlagged>(Services.LongitudinalRisk),
        Event<ProgressionObserved>(Services.LongitudinalRisk),
    ];

    /// <summary>Who is told when a consumer gave up on an event.</summary>
    public static RouteConsumer Faults { get; } = new(Services.Ingestion, "TakeFault");

    /// <summary>The step of an event.</summary>
    /// <exception cref="ArgumentException">The type is no event of the pipeline.</exception>
    public static RouteStep Of(Type message)
        => Steps.FirstOrDefault(step => step.Event == message)
            ?? throw new ArgumentException($"expected an event of the pipeline ({string.Join(", ", Steps.Select(step => step.Event.Name))}), found {message?.Name}", nameof(message));

    /// <summary>The events a route needs as facts before it has ended.</summary>
    public static IEnumerable<string> RequiredFacts(ClassificationRoute route)
        => Steps.Where(step => step.RequiredBy.Contains(route)).Select(step => step.Event.Name);

    private static StepOf<T> Event<T>(params string[] publishers) => new(publishers);

    /// <summary>Builds one step; every fact is also consumed by Ingestion, which records it.</summary>
    private sealed class StepOf<T>(string[] publishers)
    {
        private readonly string[] _publishers = publishers;
        private readonly List<RouteConsumer> _consumers = [];
        private Func<object, FactKey>? _fact;
        private IReadOnlyList<ClassificationRoute> _requiredBy = [];
        private bool _endsRoute;

        public static implicit operator RouteStep(StepOf<T> step) => new()
        {
            Event = typeof(T),
            Publishers = step._publishers,
            Consumers = step._consumers,
            MustBeReceived = step._consumers.Count > 0,
            Fact = step._fact,
            RequiredBy = step._requiredBy,
            EndsRoute = step._endsRoute,
        };

        public StepOf<T> To(string service, string consumer)
        {
            _consumers.Add(new RouteConsumer(service, consumer));
            return this;
        }

        public StepOf<T> Fact(IReadOnlyList<ClassificationRoute> requiredBy, Func<T, FactKey> key)
        {
            _requiredBy = requiredBy;
            _fact = message => key((T)message);
            return To(Services.Ingestion, "Record" + typeof(T).Name);
        }

        public StepOf<T> Ending(Func<T, FactKey> key)
        {
            _endsRoute = true;
            return Fact([], key);
        }
    }
}
