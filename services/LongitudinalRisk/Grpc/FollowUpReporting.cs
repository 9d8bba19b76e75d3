using System.Threading.Channels;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>One sender's stream: what waits is stored together and then answered one by one; a sender ahead of the database is held back by HTTP/2.</summary>
public sealed class FollowUpReporting(RecordIntake intake, RecordDoor door, IOptions<RegistryOptions> options)
{
    private const int LargestBatch = 256;

    /// <param name="by">The caller.</param>
    /// <exception cref="RpcException">It does not begin with its opening, or sequences fall.</exception>
    public async Task RunAsync(
        IAsyncStreamReader<Wire.ReportFollowUpsRequest> requests, IServerStreamWriter<Wire.ReportFollowUpsResponse> responses, string by, CancellationToken cancellation)
    {
        var open = await OpenAsync(requests, cancellation);
        var stream = open.Stream.Length == 0 || open.DryRun ? null : $"{by}/{open.Stream}";
        var last = stream is null ? 0 : await intake.LastSequenceAsync(stream, cancellation);
        await responses.WriteAsync(new() { Opened = new() { LastSequence = last, Window = options.Value.StreamWindow } }, cancellation);

        var waiting = Channel.CreateBounded<Arrived>(new BoundedChannelOptions(options.Value.StreamWindow) { SingleReader = true, SingleWriter = true });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(requests, waiting.Writer, last, ended.Token);
        try
        {
            await StoreAsync(waiting.Reader, responses, open.DryRun ? null : new Sender(by, stream), ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await receiving;
        }
    }

    private static async Task<Wire.OpenStream> OpenAsync(IAsyncStreamReader<Wire.ReportFollowUpsRequest> requests, CancellationToken cancellation)
    {
        var open = await requests.MoveNext(cancellation) ? requests.Current.Open : null;
        if (open is null)
            throw Refusals.InvalidArgument("open", "expected a stream that begins with its opening, found none");
        if (open.Stream.Length > 0 && !PlainName.Is(open.Stream))
            throw Refusals.InvalidArgument("open.stream", $"expected {PlainName.Expected}, found other text");
        return open;
    }

    /// <summary>Reads and checks ahead of the database. What ends it ends the queue, and is thrown where that is read.</summary>
    private async Task ReceiveAsync(IAsyncStreamReader<Wire.ReportFollowUpsRequest> requests, ChannelWriter<Arrived> waiting, long last, CancellationToken cancellation)
    {
        try
        {
            for (var before = 0L; await requests.MoveNext(cancellation);)
            {
                if (requests.Current.Record is not { } sent)
                    throw Refusals.InvalidArgument("record", "expected a record after the stream's opening, found another opening or nothing");
                if (sent.Sequence <= before)
                    throw Refusals.InvalidArgument("record.sequence", $"expected more than {before}, found {sent.Sequence}");
                before = sent.Sequence;
                var check = new RequestCheck();
                var known = sent.Sequence <= last;
                await waiting.WriteAsync(new Arrived(sent.Sequence, known, known ? null : door.Read(sent.Record, check), check), cancellation);
            }

            waiting.Complete();
        }
        catch (Exception end) when (waiting.TryComplete(end))
        {
            // Whatever it was: a queue that did not end would be read from for as long as the sender stays.
        }
    }

    private async Task StoreAsync(
        ChannelReader<Arrived> waiting, IServerStreamWriter<Wire.ReportFollowUpsResponse> responses, Sender? sender, CancellationToken cancellation)
    {
        var batch = new List<Arrived>(LargestBatch);
        while (await waiting.WaitToReadAsync(cancellation))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && waiting.TryRead(out var arrived))
                batch.Add(arrived);
            foreach (var answer in await AnswerAsync(batch, sender, cancellation))
                await responses.WriteAsync(new() { Answer = answer }, cancellation);
        }
    }

    private async Task<IReadOnlyList<Wire.RecordAnswer>> AnswerAsync(List<Arrived> batch, Sender? sender, CancellationToken cancellation)
    {
        var records = batch.Select(arrived => arrived.Record).OfType<SubjectRecord>().ToList();
        IReadOnlyList<RecordArrival> arrivals = sender switch
        {
            null => [.. records.Select(_ => RecordArrival.Accepted)],
            { Stream: null } => await intake.AcceptAsync(records, sender.By, cancellation),
            _ => await intake.AcceptAsync(records, sender.By, sender.Stream, batch[^1].Sequence, cancellation),
        };
        var next = 0;
        return batch.ConvertAll(arrived => arrived switch
        {
            { Known: true } => new Wire.RecordAnswer { Sequence = arrived.Sequence, Outcome = Wire.RecordOutcome.Duplicate },
            { Record: null } => new() { Sequence = arrived.Sequence, Outcome = Wire.RecordOutcome.Refused, Refusals = { arrived.Check.Violations.Select(RecordMessages.ToMessage) } },
            _ => new() { Sequence = arrived.Sequence, Outcome = arrivals[next++].ToMessage() },
        });
    }

    /// <param name="Known">Answered in an earlier call of the stream.</param>
    /// <param name="Record">Null where it is known or refused.</param>
    private sealed record Arrived(long Sequence, bool Known, SubjectRecord? Record, RequestCheck Check);

    private sealed record Sender(string By, string? Stream);
}
