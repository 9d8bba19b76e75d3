using AxSpA.Cloud.Grpc.V1;
using Grpc.Core;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>Records as senders put them on the wire.</summary>
internal static class Sent
{
    public static FollowUpRecord Visit(string subject, string visit, string date, string radiograph = "", string cohort = Subjects.Cohort)
        => new() { Cohort = cohort, Subject = subject, Visit = new Visit { Visit_ = visit, Date = date, RadiographId = radiograph } };

    public static FollowUpRecord Reading(string subject, string visit, string reader, int left, int right, int revision = 0) => new()
    {
        Cohort = Subjects.Cohort,
        Subject = subject,
        Revision = revision,
        Reading = new Reading { Visit = visit, Reader = reader, Role = ReaderRole.Central, Blinded = true, LeftGrade = left, RightGrade = right },
    };

    /// <summary>Sends records as one stream and takes the answers; the stream is left open before it ends where <paramref name="cut"/> says so.</summary>
    public static async Task<(long LastSequence, List<RecordAnswer> Answers)> StreamAsync(
        this Cloud.Grpc.V1.LongitudinalRisk.LongitudinalRiskClient client, OpenStream open, IReadOnlyList<FollowUpRecord> records, int first = 1, int? cut = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var call = client.ReportFollowUps(cancellationToken: cancellation);
        await call.RequestStream.WriteAsync(new ReportFollowUpsRequest { Open = open }, cancellation);
        await call.ResponseStream.MoveNext(cancellation);
        var last = call.ResponseStream.Current.Opened.LastSequence;
        var sending = Task.Run(
            async () =>
            {
                for (var index = 0; index < records.Count; index++)
                    await call.RequestStream.WriteAsync(new ReportFollowUpsRequest { Record = new SequencedRecord { Sequence = first + index, Record = records[index] } }, cancellation);
                if (cut is null)
                    await call.RequestStream.CompleteAsync();
            },
            cancellation);
        var answers = new List<RecordAnswer>();
        while (answers.Count < (cut ?? int.MaxValue) && await call.ResponseStream.MoveNext(cancellation))
            answers.Add(call.ResponseStream.Current.Answer);
        // A stream that is cut ends here, whatever was under way.
        if (cut is null)
            await sending;
        return (last, answers);
    }
}
