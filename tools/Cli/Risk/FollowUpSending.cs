using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Grpc.V1;
using Grpc.Core;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>Sends records over one stream, at most so many unanswered as the system allows; a stream that is cut goes on behind the last record that is durable.</summary>
internal sealed class FollowUpSending(Cloud.Grpc.V1.LongitudinalRisk.LongitudinalRiskClient registry, Patience patience)
{
    /// <summary>The record up to which all are known to be durable; null before the registry took up a stream that stores.</summary>
    public int? Durable { get; private set; }

    /// <param name="stream">Its name; empty where nothing is to be resumed.</param>
    /// <returns>The answers, by record; none for a record that an earlier call had answered.</returns>
    public async Task<RecordAnswer?[]> SendAsync(IReadOnlyList<LineRecord> records, string stream, bool dryRun, CancellationToken cancellation)
    {
        var answers = new RecordAnswer?[records.Count];
        var opening = new OpenStream { Stream = stream, DryRun = dryRun };
        await patience.KeepTryingAsync(attempt => CallAsync(attempt, records, opening, answers, cancellation), cancellation);
        return answers;
    }

    private async Task<bool> CallAsync(Attempt attempt, IReadOnlyList<LineRecord> records, OpenStream opening, RecordAnswer?[] answers, CancellationToken cancellation)
    {
        using var call = registry.ReportFollowUps(cancellationToken: cancellation);
        await call.RequestStream.WriteAsync(new ReportFollowUpsRequest { Open = opening }, cancellation);
        if (!await call.ResponseStream.MoveNext(cancellation) || call.ResponseStream.Current.Opened is not { } opened)
            throw new RpcException(new Status(StatusCode.Internal, "expected a stream that opens, found another answer"));
        if (!opening.DryRun)
            Durable = (int)opened.LastSequence;
        using var window = new SemaphoreSlim(Math.Max(1, opened.Window));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = WriteAsync(call.RequestStream, records, (int)opened.LastSequence, window, ended.Token);
        try
        {
            while (await call.ResponseStream.MoveNext(cancellation))
            {
                var answer = call.ResponseStream.Current.Answer;
                answers[(int)answer.Sequence - 1] = answer;
                if (!opening.DryRun)
                    Durable = (int)answer.Sequence;
                attempt.Answered();
                window.Release();
            }
        }
        finally
        {
            await ended.CancelAsync();
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    /// <summary>Ends without a word where the call ends: its reader says why.</summary>
    private static async Task WriteAsync(IClientStreamWriter<ReportFollowUpsRequest> requests, IReadOnlyList<LineRecord> records, int first, SemaphoreSlim window, CancellationToken cancellation)
    {
        for (var index = first; index < records.Count; index++)
        {
            await window.WaitAsync(cancellation);
            await requests.WriteAsync(new ReportFollowUpsRequest { Record = new SequencedRecord { Sequence = index + 1, Record = records[index].Record } }, cancellation);
        }

        await requests.CompleteAsync();
    }
}
