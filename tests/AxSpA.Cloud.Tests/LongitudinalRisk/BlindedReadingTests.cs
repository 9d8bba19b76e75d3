using System.Security.Cryptography;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Tests.Access;
using AxSpA.Cloud.Tests.Serving;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

[Trait("Requirement", "REG-04")]
public class BlindedReadingTests
{
    private static readonly (string Key, string Value)[] Keys =
    [
        ("Hosting:Access:Anonymous", "false"),
        .. AccessKeys.Setting(0, "reader-one", "key-one", nameof(AccessRole.Grade)),
        .. AccessKeys.Setting(1, "reader-two", "key-two", nameof(AccessRole.Grade)),
        .. AccessKeys.Setting(2, "registrar", "key-three", nameof(AccessRole.Submit), nameof(AccessRole.Read)),
    ];

    private static readonly Metadata One = AccessKeys.Header("Bearer key-one");
    private static readonly Metadata Two = AccessKeys.Header("Bearer key-two");
    private static readonly Metadata Registrar = AccessKeys.Header("Bearer key-three");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_readers_read_everything_once_each_and_see_nothing_of_each_other_or_the_model()
    {
        await using var registry = await ServedRegistry.StartAsync(Keys);
        var radiographs = Enumerable.Range(1, 3).Select(number => $"{number:x32}").ToList();
        foreach (var radiograph in radiographs)
        {
            await registry.Client.ReportRecordAsync(new() { Record = Sent.Visit(radiograph[^1..], "M0", "2018-03-01", radiograph) }, Registrar, cancellationToken: Cancellation);
            await registry.RegisterAsync(Subjects.Classified(radiograph, 0.9));
        }

        var before = await registry.Client.NextReadingAsync(Next, Two, cancellationToken: Cancellation);
        var read = new List<string>();
        for (var left = radiographs.Count; left > 0; left--)
        {
            var next = await registry.Client.NextReadingAsync(Next, One, cancellationToken: Cancellation);
            next.Left.ShouldBe(left);
            (await registry.Client.SubmitReadingAsync(Grades(next.RadiographId, 0, 1), One, cancellationToken: Cancellation)).ShouldBe(new SubmitReadingResponse());
            read.Add(next.RadiographId);
        }

        read.Order().ShouldBe(radiographs);
        (await Refused.FailureOf(registry.Client.NextReadingAsync(Next, One, cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.NotFound);
        // What the second reader is shown is what it was before the first one read, to the last bit.
        (await registry.Client.NextReadingAsync(Next, Two, cancellationToken: Cancellation)).ShouldBe(before);
        await registry.Client.SubmitReadingAsync(Grades(before.RadiographId, 1, 1), Two, cancellationToken: Cancellation);
        var subject = (await registry.Reading.CohortAsync(Subjects.Cohort, Cancellation)).Subjects.Single(state => state.Baseline!.RadiographId == before.RadiographId);
        subject.Baseline!.Readings.ShouldAllBe(reading => reading.Blinded);
        subject.Flags.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_left_to_read_follows_corrections_withdrawals_and_readings_by_other_doors()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var (first, second, third) = (new string('a', 32), new string('b', 32), new string('c', 32));
        FollowUpRecord Visit(string visit, string radiograph, int revision = 0)
        {
            var record = Sent.Visit("anna", visit, "2018-03-01", radiograph);
            record.Revision = revision;
            return record;
        }

        async Task<int> LeftAsync(string reader)
        {
            var next = registry.Client.NextReadingAsync(new() { Cohort = Subjects.Cohort, Role = ReaderRole.Central, Reader = reader }, cancellationToken: Cancellation);
            try
            {
                return (await next).Left;
            }
            catch (RpcException none) when (none.StatusCode == StatusCode.NotFound)
            {
                return 0;
            }
        }

        (await LeftAsync("first")).ShouldBe(0);
        await registry.Client.StreamAsync(new OpenStream(), [Visit("M0", first), Visit("M24", second), Visit("M48", second)]);
        (await LeftAsync("first")).ShouldBe(2);
        await registry.Client.StreamAsync(new OpenStream(), [Sent.Reading("anna", "M0", "first", 0, 0), Sent.Reading("anna", "M24", "first", 0, 0)]);
        (await LeftAsync("first")).ShouldBe(1, "the second radiograph is of two visits, and one of them is not read");
        (await LeftAsync("second")).ShouldBe(2);
        await registry.Client.StreamAsync(new OpenStream(), [Visit("M0", third, revision: 1)]);
        (await LeftAsync("first")).ShouldBe(1, "a reading is of a visit, whichever radiograph it names");
        await registry.Client.SubmitReadingAsync(new() { Cohort = Subjects.Cohort, RadiographId = second, Role = ReaderRole.Central, Reader = "first", LeftGrade = 0, RightGrade = 0 }, cancellationToken: Cancellation);
        (await LeftAsync("first")).ShouldBe(0);
        await registry.Client.StreamAsync(
            new OpenStream(), [new() { Cohort = Subjects.Cohort, Subject = "anna", Revision = 1, Withdrawal = new() { Withdraws = WithdrawnRecord.Reading, Visit = "M0", Reader = "first" } }]);
        (await LeftAsync("first")).ShouldBe(1);
        await registry.Client.StreamAsync(new OpenStream(), [new() { Cohort = Subjects.Cohort, Subject = "anna", Consent = new() { Given = false } }]);
        (await LeftAsync("second")).ShouldBe(0);
    }

    [Fact]
    public async Task Readers_go_through_a_cohort_in_orders_that_have_nothing_to_do_with_each_other()
    {
        const int Radiographs = 40;
        await using var registry = await ServedRegistry.StartAsync();
        await registry.Client.StreamAsync(new OpenStream(), [.. Enumerable.Range(0, Radiographs).Select(number => Sent.Visit($"subject-{number}", "M0", "2018-03-01", $"{number:x32}"))]);

        var orders = new List<List<string>>();
        foreach (var reader in new[] { "first", "second" })
        {
            var order = new List<string>();
            for (var left = Radiographs; left > 0; left--)
            {
                var next = await registry.Client.NextReadingAsync(new() { Cohort = Subjects.Cohort, Role = ReaderRole.Central, Reader = reader }, cancellationToken: Cancellation);
                order.Add(next.RadiographId);
                await registry.Client.SubmitReadingAsync(
                    new() { Cohort = Subjects.Cohort, RadiographId = next.RadiographId, Role = ReaderRole.Central, Reader = reader, LeftGrade = 0, RightGrade = 0 }, cancellationToken: Cancellation);
            }

            orders.Add(order);
        }

        orders.ForEach(order => order.ShouldBeUnique());
        // Pairs of neighbours that two random orders share: two of forty on average.
        orders[0].Zip(orders[0].Skip(1)).Intersect(orders[1].Zip(orders[1].Skip(1))).Count().ShouldBeLessThan(12);
        orders[0].SequenceEqual(orders[0].Order(), StringComparer.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task Radiograph_is_shown_as_it_is_stored_and_the_same_whatever_others_have_said_of_it()
    {
        await using var registry = await ServedRegistry.StartAsync(Keys);
        var (radiograph, image) = (new string('a', 32), RandomBytes(600_000));
        await ShowAsync(registry, radiograph, image);
        await registry.Client.ReportRecordAsync(new() { Record = Sent.Visit("anna", "M0", "2018-03-01", radiograph) }, Registrar, cancellationToken: Cancellation);
        var before = await ImageAsync(registry, radiograph, Two);

        await registry.RegisterAsync(Subjects.Classified(radiograph, 0.9));
        await registry.Client.SubmitReadingAsync(Grades(radiograph, 4, 4), One, cancellationToken: Cancellation);

        before.ShouldBe(image);
        (await ImageAsync(registry, radiograph, Two)).ShouldBe(image);
        // Nor does the answer to the second one's word say whether the first one's was another.
        (await registry.Client.SubmitReadingAsync(Grades(radiograph, 0, 0), Two, cancellationToken: Cancellation)).CalculateSize().ShouldBe(0);
    }

    [Fact]
    public async Task Radiograph_is_shown_to_readers_alone_and_refusals_tell_nothing_of_it()
    {
        await using var registry = await ServedRegistry.StartAsync(Keys);
        var (shown, unseen) = (new string('a', 32), new string('b', 32));
        await ShowAsync(registry, shown, RandomBytes(1000));
        await registry.RegisterAsync(Subjects.Classified(unseen, 0.9));

        (await Should.ThrowAsync<RpcException>(() => ImageAsync(registry, shown, Registrar))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await Should.ThrowAsync<RpcException>(() => ImageAsync(registry, "a/b", One))).Fields().ShouldBe(["radiograph_id"]);
        (await Should.ThrowAsync<RpcException>(() => ImageAsync(registry, unseen, One))).Status.ShouldSatisfyAllConditions(
            status => status.StatusCode.ShouldBe(StatusCode.NotFound),
            status => status.Detail.ShouldBe($"expected a radiograph whose image this registry knows, found {unseen}"));
    }

    [Fact]
    public async Task Reader_may_ask_for_nothing_that_would_tell()
    {
        await using var registry = await ServedRegistry.StartAsync(Keys);
        var client = registry.Client;

        (await Refused.FailureOf(client.GetClassificationsAsync(new() { RadiographId = new string('a', 32) }, One, cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await Refused.FailureOf(client.GetFlagChurnAsync(new(), One, cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        using var watching = client.WatchFlags(new(), One, cancellationToken: Cancellation);
        (await Should.ThrowAsync<RpcException>(() => watching.ResponseStream.MoveNext(Cancellation))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await Refused.FailureOf(client.NextReadingAsync(Next, Registrar, cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Reader_s_first_word_stands_and_nobody_reads_in_another_s_name()
    {
        await using var registry = await ServedRegistry.StartAsync(Keys);
        var radiograph = new string('a', 32);
        await registry.Client.ReportRecordAsync(new() { Record = Sent.Visit("s", "M0", "2018-03-01", radiograph) }, Registrar, cancellationToken: Cancellation);
        await registry.Client.SubmitReadingAsync(Grades(radiograph, 0, 1), One, cancellationToken: Cancellation);

        (await Refused.FailureOf(registry.Client.SubmitReadingAsync(Grades(radiograph, 4, 4), One, cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.AlreadyExists);
        var another = Grades(radiograph, 4, 4);
        another.Reader = "reader-one";
        (await Refused.FailureOf(registry.Client.SubmitReadingAsync(another, Two, cancellationToken: Cancellation))).Fields().ShouldBe(["reader"]);
        (await Refused.FailureOf(registry.Client.SubmitReadingAsync(Grades(new string('c', 32), 4, 4), Two, cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.NotFound);
        (await Refused.FailureOf(registry.Client.SubmitReadingAsync(Grades(radiograph, 5, 0), Two, cancellationToken: Cancellation))).Fields().ShouldBe(["left_grade"]);
    }

    [Theory]
    [InlineData(nameof(AccessRole.Read))]
    [InlineData(nameof(AccessRole.Stage))]
    public async Task Key_that_reads_blinded_and_sees_as_well_stops_the_start(string other)
        => (await Should.ThrowAsync<Exception>(() => ServedRegistry.StartAsync(
            [("Hosting:Access:Anonymous", "false"), .. AccessKeys.Setting(0, "both", "key", nameof(AccessRole.Grade), other)])))
            .Message.ShouldContain($"expected Grade without {other}, so that a reader sees no other's word, found both");

    [Fact]
    public async Task Reader_who_pauses_does_not_hold_up_a_stop()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var radiograph = new string('a', 32);
        // Far more than the connection holds for a client that does not read.
        await ShowAsync(registry, radiograph, RandomBytes(8 << 20));
        using var call = registry.Client.ReadRadiograph(new ReadRadiographRequest { RadiographId = radiograph }, cancellationToken: Cancellation);
        (await call.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();

        await registry.Get<IHost>().StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await Should.ThrowAsync<RpcException>(() => call.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation).AsTask());
    }

    /// <summary>The image as the pipeline's first stage leaves it.</summary>
    private static async Task ShowAsync(ServedRegistry registry, string radiograph, byte[] image)
    {
        var name = $"{radiograph}/canonical.npy";
        await registry.Get<IBlobStore>().CreateAsync(StageWork.Container, name, "application/x-npy", image, Cancellation);
        await registry.Database.WriteAsync(
            context =>
            {
                context.Radiographs.Add(new RegisteredRadiograph
                {
                    RadiographId = radiograph,
                    Site = "berlin",
                    ImageName = name,
                    ImageSha256 = Convert.ToHexStringLower(SHA256.HashData(image)),
                    ImageBytes = image.Length,
                });
                return Task.CompletedTask;
            },
            Cancellation);
    }

    private static async Task<byte[]> ImageAsync(ServedRegistry registry, string radiograph, Metadata reader)
    {
        using var call = registry.Client.ReadRadiograph(new ReadRadiographRequest { RadiographId = radiograph }, reader, cancellationToken: Cancellation);
        using var image = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(Cancellation))
            part.Chunk.WriteTo(image);
        return image.ToArray();
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static NextReadingRequest Next => new() { Cohort = Subjects.Cohort, Role = ReaderRole.Central };

    private static SubmitReadingRequest Grades(string radiograph, int left, int right)
        => new() { Cohort = Subjects.Cohort, RadiographId = radiograph, Role = ReaderRole.Central, LeftGrade = left, RightGrade = right };
}
