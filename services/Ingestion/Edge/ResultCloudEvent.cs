using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Contracts.Edge;
using AxSpA.Cloud.Contracts.Edge.V1;
using AxSpA.Cloud.Hosting.Edge;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>Events of the pipeline, and refusals of offers, as CloudEvents. Pure.</summary>
internal static class ResultCloudEvent
{
    /// <param name="told">How events of this kind are told.</param>
    /// <param name="message">The event.</param>
    /// <param name="sequence">Its place among the events of its analysis; none where it belongs to none.</param>
    /// <param name="time">When it was recorded.</param>
    public static CloudEvent Of(ResultEvent told, object message, int? sequence, string source, DateTimeOffset time, string? traceParent)
    {
        var place = sequence is { } number ? $"{number:d10}" : null;
        var blob = told.Blob(message);
        return new CloudEvent
        {
            Id = $"{told.Type}/{told.Key(message)}{(told.Recurs ? $"/{place}" : "")}",
            Source = source,
            Type = told.Type,
            Subject = told.Subject(message),
            Time = time,
            DataSchema = told.Schema,
            DataRef = blob is null ? null : $"{blob.Container}/{blob.Name}",
            Sequence = place,
            TraceParent = traceParent,
            Data = CloudEvent.DataOf(message),
        };
    }

    /// <summary>The same offer is refused by the same event, however often it comes.</summary>
    public static CloudEvent Of(RadiographRefused refused, string source, DateTimeOffset time, string? traceParent) => new()
    {
        Id = $"{EdgeEvents.Refused}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{refused.OfferSource}\n{refused.OfferId}")).AsSpan(0, 16))}",
        Source = source,
        Type = EdgeEvents.Refused,
        Subject = refused.OfferId,
        Time = time,
        DataSchema = EdgeEvents.SchemaOf(typeof(RadiographRefused)),
        TraceParent = traceParent,
        Data = CloudEvent.DataOf(refused),
    };
}
