using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Grpc.Core;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>A cohort for reports, some hundred subjects a message.</summary>
public sealed class CohortReading(RegistryReading reading)
{
    private const int SubjectsAMessage = 500;

    public async Task SendAsync(string cohort, IAsyncStreamWriter<Wire.ReadCohortResponse> to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(to);
        var state = await reading.CohortAsync(cohort, cancellation);
        foreach (var some in state.Subjects.Chunk(SubjectsAMessage))
            await to.WriteAsync(new Wire.ReadCohortResponse { Subjects = { some.Select(MessageOf) } }, cancellation);
    }

    internal static Wire.CohortSubject MessageOf(SubjectState subject)
    {
        var message = new Wire.CohortSubject
        {
            Site = subject.Site ?? "",
            Diagnosis = (Wire.Diagnosis)(int)(subject.Diagnosis ?? 0),
            Characteristics = subject.Characteristics is { } characteristics ? CharacteristicsMessage.Of(characteristics) : null,
        };
        if (subject.Baseline is not { } baseline)
            return message;
        message.Visits.AddRange(subject.Visits.Select(visit => MessageOf(visit, baseline.Date)));
        message.Baseline = PlaceOf(subject, baseline);
        if (subject.FollowUp is { } followUp)
            message.FollowUp = PlaceOf(subject, followUp);
        if (subject.LastSeenNonRadiographic is { } last)
            message.LastSeenNonRadiographicDays = last.DayNumber - baseline.Date.DayNumber;
        if (subject.FirstSeenRadiographic is { } first)
            message.FirstSeenRadiographicDays = first.DayNumber - baseline.Date.DayNumber;
        return message;
    }

    private static int PlaceOf(SubjectState subject, VisitState visit) => subject.Visits.Index().First(one => one.Item.Visit == visit.Visit).Index;

    private static Wire.CohortVisit MessageOf(VisitState visit, DateOnly baseline) => new()
    {
        Days = visit.Date.DayNumber - baseline.DayNumber,
        Status = (Wire.ReaderStatus)(int)visit.Status,
        Imaged = visit.RadiographId is not null || visit.Readings.Count > 0,
        Readings = { visit.Readings.Select(one => one.ToMessage()) },
        Answers =
        {
            visit.Classifications.Select(classification => new Wire.ModelAnswer
            {
                Route = classification.Model.Route.ToMessage(),
                Model = classification.Model.ToMessage(),
                Probability = classification.Probability,
                Positive = classification.Positive,
                Confident = classification.Confident,
            }),
        },
    };
}
