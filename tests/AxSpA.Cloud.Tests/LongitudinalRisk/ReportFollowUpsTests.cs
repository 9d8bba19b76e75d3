using System.IO.Compression;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.Tests.Serving;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ReaderStatus = AxSpA.Cloud.Contracts.V1.ReaderStatus;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

public class ReportFollowUpsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task Every_record_is_answered_in_order_and_a_bad_one_keeps_nobody_up()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var grade5 = Sent.Reading("anna", "M0", "first", 0, 5);
        var records = new List<FollowUpRecord>
        {
            Sent.Visit("anna", "M0", "2018-03-01"),
            Sent.Visit("anna", "M24", "2019-02-29"),
            Sent.Visit("anna", "M24", "2020-03-01", cohort: "GESPIX"),
            grade5,
            Sent.Reading("anna", "M0", "first", 0, 1),
            Sent.Reading("anna", "M0", "first", 0, 1),
            Sent.Reading("anna", "M0", "first", 3, 3),
            Sent.Reading("anna", "M0", "first", 1, 1, revision: 2),
            Sent.Reading("anna", "M0", "first", 1, 0, revision: 1),
            new() { Cohort = Subjects.Cohort, Subject = "anna", Characteristics = new() { Basdai = double.NaN } },
            Sent.Visit("anna", "M36", "2999-01-01"),
            new() { Cohort = Subjects.Cohort, Subject = "anna" },
            Sent.Visit("anna", "M24", "2020-03-01"),
        };

        var (_, answers) = await registry.Client.StreamAsync(new OpenStream { Stream = "visits" }, records);

        answers.Select(answer => answer.Sequence).ShouldBe(Enumerable.Range(1, records.Count).Select(number => (long)number));
        answers.Select(answer => answer.Outcome).ShouldBe(
        [
            RecordOutcome.Accepted, RecordOutcome.Refused, RecordOutcome.Refused, RecordOutcome.Refused, RecordOutcome.Accepted, RecordOutcome.Duplicate, RecordOutcome.Conflicting,
            RecordOutcome.Corrected, RecordOutcome.Outdated, RecordOutcome.Refused, RecordOutcome.Refused, RecordOutcome.Refused, RecordOutcome.Accepted,
        ]);
        Refusal(answers[1]).ShouldBe("visit.date: expected a day as YYYY-MM-DD, found 2019-02-29");
        Refusal(answers[2]).ShouldBe("cohort: expected one of DAMACT, GESPIC, OptiRef, PROOF, found GESPIX");
        Refusal(answers[3]).ShouldBe("right_grade: expected 0 to 4, found 5");
        Refusal(answers[9]).ShouldBe("characteristics.basdai: expected 0 to 10, found NaN");
        Refusal(answers[10]).ShouldContain("to today, found 2999-01-01");
        Refusal(answers[11]).ShouldContain("expected a visit, reading");
        var subject = (await registry.Reading.CohortAsync(Subjects.Cohort, Cancellation)).Subjects.Single();
        subject.Subject.ShouldBe(registry.Subject("anna"));
        subject.Visits.Select(visit => visit.Visit).ShouldBe(["M0", "M24"]);
        subject.Baseline!.Readings.Single().ShouldSatisfyAllConditions(reading => reading.LeftGrade.ShouldBe(1), reading => reading.Status.ShouldBe(ReaderStatus.NonRadiographic));
    }

    [Fact]
    [Trait("Requirement", "REG-02")]
    public async Task Stream_that_was_cut_goes_on_behind_what_was_durable_and_the_registry_is_that_of_an_undisturbed_one()
    {
        const int Records = 3000;
        await using var cut = await ServedRegistry.StartAsync();
        await using var whole = await ServedRegistry.StartAsync();
        var records = Enumerable.Range(0, Records).Select(number => number % 3 == 0
            ? Sent.Visit($"subject-{number / 6}", $"M{number % 6}", $"20{10 + (number % 6)}-03-01")
            : Sent.Reading($"subject-{number / 6}", $"M{number % 6 / 3 * 3}", $"reader-{number % 3}", number % 5, number % 4)).ToList();
        var open = new OpenStream { Stream = "years" };

        await cut.Client.StreamAsync(open, records, cut: 700);
        var (last, rest) = await cut.Client.StreamAsync(open, [], cut: 0);
        last.ShouldBeGreaterThanOrEqualTo(700);
        rest.ShouldBeEmpty();
        var (resumed, answers) = await cut.Client.StreamAsync(open, [.. records.Skip((int)last)], first: (int)last + 1);
        await whole.Client.StreamAsync(open, records);

        resumed.ShouldBeGreaterThanOrEqualTo(last);
        answers.Count.ShouldBe(Records - (int)last);
        (await TextAsync(cut)).ShouldBe(await TextAsync(whole));
        (await RecordsAsync(cut)).ShouldBe(Records);
        (await RecordsAsync(whole)).ShouldBe(Records);
    }

    [Fact]
    public async Task Stream_sent_again_changes_nothing()
    {
        await using var registry = await ServedRegistry.StartAsync();
        FollowUpRecord[] records = [Sent.Visit("anna", "M0", "2018-03-01"), Sent.Reading("anna", "M0", "first", 0, 0)];
        await registry.Client.StreamAsync(new OpenStream { Stream = "once" }, records);

        var (last, sameStream) = await registry.Client.StreamAsync(new OpenStream { Stream = "once" }, records);
        var (_, otherStream) = await registry.Client.StreamAsync(new OpenStream(), records);

        last.ShouldBe(2);
        sameStream.Concat(otherStream).ShouldAllBe(answer => answer.Outcome == RecordOutcome.Duplicate);
        (await RecordsAsync(registry)).ShouldBe(2);
    }

    [Fact]
    public async Task Dry_run_stores_nothing()
    {
        await using var registry = await ServedRegistry.StartAsync();

        var (_, answers) = await registry.Client.StreamAsync(new OpenStream { Stream = "try", DryRun = true }, [Sent.Visit("anna", "M0", "2018-03-01"), Sent.Visit("anna", "M0", "yesterday")]);

        answers.Select(answer => answer.Outcome).ShouldBe([RecordOutcome.Accepted, RecordOutcome.Refused]);
        (await RecordsAsync(registry)).ShouldBe(0);
        (await registry.Client.StreamAsync(new OpenStream { Stream = "try" }, [])).LastSequence.ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task Single_record_is_taken_or_refused_with_every_field_that_is_wrong()
    {
        await using var registry = await ServedRegistry.StartAsync();

        (await registry.Client.ReportRecordAsync(new() { Record = Sent.Visit("anna", "M0", "2018-03-01") }, cancellationToken: Cancellation)).Outcome.ShouldBe(RecordOutcome.Accepted);
        var refusal = await Refused.FailureOf(registry.Client.ReportRecordAsync(
            new() { Record = new() { Cohort = "x", Revision = -1, Reading = new() { Visit = "a/b", LeftGrade = 9, Status = Cloud.Grpc.V1.ReaderStatus.Radiographic } } },
            cancellationToken: Cancellation));

        refusal.Fields().ShouldBe(["cohort", "subject", "revision", "reading.visit", "reading.reader", "role", "left_grade", "status"]);
    }

    [Fact]
    public async Task No_identifier_is_stored_or_published()
    {
        await using var registry = await ServedRegistry.StartAsync();
        await registry.Client.ReportRecordAsync(new() { Record = Sent.Visit("Anna Meier", "M0", "2018-03-01", radiograph: new string('a', 32)) }, cancellationToken: Cancellation);
        await registry.Client.ReportRecordAsync(new() { Record = Sent.Reading("Anna Meier", "M0", "Doctor Schmidt", 0, 0) }, cancellationToken: Cancellation);

        var rows = await registry.Database.ReadAsync(async context => (
            await context.Records.Select(row => row.Key + row.Content + row.Subject).ToListAsync(Cancellation), (await context.Subjects.Select(row => row.State).ToListAsync(Cancellation)).ConvertAll(System.Text.Encoding.UTF8.GetString)), Cancellation);
        string.Join('\n', rows.Item1.Concat(rows.Item2)).ShouldNotContain("Meier");
        string.Join('\n', rows.Item1.Concat(rows.Item2)).ShouldNotContain("Schmidt");
        (await registry.Published.ReadAsync(Cancellation)).ShouldBeOfType<FollowUpReported>().Subject.ShouldBe(registry.Subject("Anna Meier"));
        (await registry.Published.ReadAsync(Cancellation)).ShouldBeOfType<RadiographGraded>().Reader.Length.ShouldBe(32);
    }

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task Stream_without_its_opening_or_with_falling_sequences_is_refused()
    {
        await using var registry = await ServedRegistry.StartAsync();
        using var unopened = registry.Client.ReportFollowUps(cancellationToken: Cancellation);
        await unopened.RequestStream.WriteAsync(new() { Record = new() { Sequence = 1, Record = Sent.Visit("anna", "M0", "2018-03-01") } }, Cancellation);
        (await Should.ThrowAsync<RpcException>(() => unopened.ResponseStream.MoveNext(Cancellation))).Fields().ShouldBe(["open"]);

        using var falling = registry.Client.ReportFollowUps(cancellationToken: Cancellation);
        await falling.RequestStream.WriteAsync(new() { Open = new() }, Cancellation);
        await falling.ResponseStream.MoveNext(Cancellation);
        foreach (var sequence in new[] { 2, 1 })
            await falling.RequestStream.WriteAsync(new() { Record = new() { Sequence = sequence, Record = Sent.Visit("anna", "M0", "2018-03-01") } }, Cancellation);
        (await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await falling.ResponseStream.MoveNext(Cancellation))
            {
            }
        })).Fields().ShouldBe(["record.sequence"]);
    }

    [Fact]
    public async Task Message_that_cannot_be_unpacked_ends_the_stream_though_its_sender_stays()
    {
        await using var registry = await ServedRegistry.StartAsync();
        using var channel = GrpcChannel.ForAddress(registry.Address, new GrpcChannelOptions { CompressionProviders = [new Unreadable()] });
        var client = new Cloud.Grpc.V1.LongitudinalRisk.LongitudinalRiskClient(channel);
        using var call = client.ReportFollowUps(new Metadata { { "grpc-internal-encoding-request", "gzip" } }, cancellationToken: Cancellation);
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(new() { Open = new() }, Cancellation);
        await call.ResponseStream.MoveNext(Cancellation);

        call.RequestStream.WriteOptions = WriteOptions.Default;
        await call.RequestStream.WriteAsync(new() { Record = new() { Sequence = 1, Record = Sent.Visit("anna", "M0", "2018-03-01") } }, Cancellation);

        await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    private static string Refusal(RecordAnswer answer) => answer.Refusals.ShouldHaveSingleItem() is var refusal ? $"{refusal.Field}: {refusal.Description}" : "";

    private static Task<int> RecordsAsync(ServedRegistry registry) => registry.Database.ReadAsync(context => context.Records.CountAsync(Cancellation), Cancellation);

    private static async Task<string> TextAsync(ServedRegistry registry)
        => System.Text.Json.JsonSerializer.Serialize(await registry.Reading.CohortAsync(Subjects.Cohort, Cancellation), RecordJson.Options);

    /// <summary>Says gzip and sends zlib.</summary>
    private sealed class Unreadable : ICompressionProvider
    {
        public string EncodingName => "gzip";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true);

        public Stream CreateDecompressionStream(Stream stream) => stream;
    }
}
