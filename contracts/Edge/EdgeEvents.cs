using System.Text.Json;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Contracts.Edge;

/// <summary>The events that cross the edge as CloudEvents: the one table of their types.</summary>
public static class EdgeEvents
{
    /// <summary>Comes in: a radiograph is offered, <see cref="V1.RadiographOffered"/>.</summary>
    public const string Offered = "axspa.radiograph.offered.v1";

    /// <summary>Goes out: an offered radiograph was not taken, <see cref="V1.RadiographRefused"/>.</summary>
    public const string Refused = "axspa.radiograph.refused.v1";

    /// <summary>Go out: what the pipeline found.</summary>
    public static IReadOnlyList<ResultEvent> Results { get; } =
    [
        Result<RadiographClassified>("axspa.radiograph.classified.v1", e => e.AnalysisId, e => e.RadiographId, e => e.PlainMap, e => $"{e.AnalysisId}/{Name(e.Route)}"),
        Result<RadiographRejected>("axspa.radiograph.rejected.v1", e => e.AnalysisId, e => e.RadiographId, _ => null, e => $"{e.AnalysisId}/{Name(e.Route)}"),
        Result<ClassificationExplained>("axspa.classification.explained.v1", e => e.AnalysisId, e => e.RadiographId, e => e.Overlay, e => $"{e.AnalysisId}/{Name(e.Route)}"),
        // A parked analysis that is replayed ends once more.
        Result<AnalysisEnded>("axspa.analysis.ended.v1", e => e.AnalysisId, e => e.RadiographId, OverlayOf, e => $"{e.AnalysisId}") with { Recurs = true },
        Result<ProgressionRiskFlagged>("axspa.progression.flagged.v1", e => e.AnalysisId, e => e.RadiographId, _ => null, e => $"{e.AnalysisId}/{e.Cohort}"),
        Result<ProgressionObserved>("axspa.progression.observed.v1", _ => null, e => e.Subject, _ => null, KeyOf),
    ];

    /// <summary>How an event of the pipeline is told outside; null where it is not.</summary>
    /// <param name="name">Name of the event's type.</param>
    public static ResultEvent? Find(string name) => Results.FirstOrDefault(result => result.Event.Name == name);

    /// <summary>An absolute URI that names an event's shape for good.</summary>
    public static string SchemaOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return $"urn:message:{type.Namespace}:{type.Name}";
    }

    private static ResultEvent Result<TEvent>(
        string type, Func<TEvent, Guid?> analysis, Func<TEvent, string> subject, Func<TEvent, BlobReference?> blob, Func<TEvent, string> key) => new()
        {
            Event = typeof(TEvent),
            Type = type,
            Analysis = message => analysis((TEvent)message),
            Subject = message => subject((TEvent)message),
            Blob = message => blob((TEvent)message),
            Key = message => key((TEvent)message),
        };

    private static BlobReference? OverlayOf(AnalysisEnded ended) => (ended.AnatomyAware?.Explained ?? ended.Standard?.Explained)?.Overlay;

    /// <summary>All that it says, since it is published again when that changes.</summary>
    private static string KeyOf(ProgressionObserved e)
        => $"{e.Cohort}/{e.Subject}/{e.BaselineDate:yyyy-MM-dd}/{e.LastSeenNonRadiographic:yyyy-MM-dd}/{e.FirstSeenRadiographic:yyyy-MM-dd}/{e.WithinWindow switch { true => "within", false => "outside", null => "undecided" }}";

    private static string Name(ClassificationRoute route) => JsonSerializer.SerializeToElement(route).GetString()!;
}
