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

    /// <param name="brief">Without readings, and each model once a message.</param>
    public async Task SendAsync(string cohort, bool brief, IAsyncStreamWriter<Wire.ReadCohortResponse> to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(to);
        var states = await reading.StatesAsync(cohort, cancellation);
        var shared = new SharedTexts();
        // Some at a time, from bytes to the wire: whole cohorts of objects cost more to keep than to make.
        foreach (var some in states.Chunk(SubjectsAMessage))
        {
            List<SubjectState> subjects = [.. some.AsParallel().AsOrdered().Select(state => StateBytes.Read(state, shared)).Where(subject => !subject.ConsentWithdrawn)];
            await to.WriteAsync(brief ? BriefMessageOf(subjects) : new Wire.ReadCohortResponse { Subjects = { subjects.Select(MessageOf) } }, cancellation);
        }
    }

    private static Wire.ReadCohortResponse BriefMessageOf(List<SubjectState> subjects)
    {
        var models = subjects.SelectMany(subject => subject.Visits).SelectMany(visit => visit.Classifications).Select(classification => classification.Model).Distinct().ToList();
        return new Wire.ReadCohortResponse
        {
            Subjects = { subjects.Select(subject => MessageOf(subject, models)) },
            Models = { models.Select(model => model.ToMessage()) },
        };
    }

    internal static Wire.CohortSubject MessageOf(SubjectState subject) => MessageOf(subject, models: null);

    /// <param name="models">Of a brief message; null for a whole one.</param>
    private static Wire.CohortSubject MessageOf(SubjectState subject, List<ModelVersion>? models)
    {
        var message = new Wire.CohortSubject
        {
            Site = subject.Site ?? "",
            Diagnosis = (Wire.Diagnosis)(int)(subject.Diagnosis ?? 0),
            Characteristics = subject.Characteristics is { } characteristics ? CharacteristicsMessage.Of(characteristics) : null,
            Reverted = subject.Reverted,
            ConflictingRecords = subject.Conflicts.Count,
        };
        if (subject.Baseline is not { } baseline)
            return message;
        message.Visits.AddRange(subject.Visits.Select(visit => MessageOf(visit, baseline.Date, models)));
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

    private static Wire.CohortVisit MessageOf(VisitState visit, DateOnly baseline, List<ModelVersion>? models)
    {
        var message = new Wire.CohortVisit
        {
            Days = visit.Date.DayNumber - baseline.DayNumber,
            Status = (Wire.ReaderStatus)(int)visit.Status,
            Imaged = visit.RadiographId is not null || visit.Readings.Count > 0,
        };
        if (models is null)
            message.Readings.AddRange(visit.Readings.Select(one => one.ToMessage()));
        message.Answers.AddRange(visit.Classifications.Select(classification => MessageOf(classification, models)));
        return message;
    }

    private static Wire.ModelAnswer MessageOf(Classification classification, List<ModelVersion>? models)
    {
        var message = new Wire.ModelAnswer
        {
            Route = classification.Model.Route.ToMessage(),
            Probability = classification.Probability,
            Positive = classification.Positive,
            Confident = classification.Confident,
        };
        if (models is null)
            message.Model = classification.Model.ToMessage();
        else
            message.ModelPlace = models.IndexOf(classification.Model);
        return message;
    }
}
