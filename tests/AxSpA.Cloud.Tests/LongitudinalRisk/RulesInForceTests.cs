using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Tests.Serving;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using FlagChange = AxSpA.Cloud.LongitudinalRisk.Registry.FlagChange;
using ReaderRole = AxSpA.Cloud.Grpc.V1.ReaderRole;
using ReaderStatus = AxSpA.Cloud.Contracts.V1.ReaderStatus;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>Replicas with different rules on one database.</summary>
public sealed class RulesInForceTests : IAsyncLifetime
{
    /// <summary>A cohort that the served registry does not know.</summary>
    private const string Trial = "TRIAL";

    private static readonly string Radiograph = new('b', 32);

    private readonly FakeTimeProvider _time = new();
    private ServedRegistry _registry = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _registry = await ServedRegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Replica_whose_rules_are_not_in_force_leaves_its_subjects_to_one_whose_are()
    {
        var (first, second) = (Of("two-central"), Of("two-central-either"));
        await first.LookAsync();
        await first.AcceptAsync([.. Disagreeing("M0", 0)]);

        await second.LookAsync();
        await second.AcceptAsync([.. Disagreeing("M24", 24)]);

        (await first.StateAsync()).Visits.Select(visit => visit.Visit).ShouldBe(["M0"]);
        await Should.ThrowAsync<RulesNotInForceException>(second.StateAsync);
        await first.LookAsync();
        (await first.StateAsync()).Visits.Select(visit => (visit.Visit, visit.Status)).ShouldBe([("M0", ReaderStatus.Unresolved), ("M24", ReaderStatus.Unresolved)]);
        (await LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Rules_change_once_when_the_last_replica_that_had_the_former_is_gone()
    {
        var (first, second) = (Of("two-central"), Of("two-central-either"));
        await first.LookAsync();
        await first.AcceptAsync([.. Disagreeing("M0", 0)]);
        for (var alive = 0; alive < 5; alive++)
        {
            _time.Advance(RulesInForce.Hold - TimeSpan.FromSeconds(5));
            await first.LookAsync();
            await second.LookAsync();
            (await first.StateAsync()).BaselineStatus.ShouldBe(ReaderStatus.Unresolved);
        }

        await second.AcceptAsync([.. Disagreeing("M24", 24)]);
        _time.Advance(RulesInForce.Hold);
        await second.LookAsync();

        (await second.StateAsync()).Visits.Select(visit => (visit.Visit, visit.Status)).ShouldBe([("M0", ReaderStatus.Radiographic), ("M24", ReaderStatus.Radiographic)]);
        (await LeftAsync()).ShouldBe(0);
        // A replica of the former deployment that starts again changes nothing.
        _time.Advance(RulesInForce.Hold - TimeSpan.FromSeconds(5));
        var again = Of("two-central");
        await again.LookAsync();
        await again.AcceptAsync([.. Disagreeing("M36", 36)]);
        await second.LookAsync();
        (await second.StateAsync()).Visits.Select(visit => visit.Status).ShouldBe([ReaderStatus.Radiographic, ReaderStatus.Radiographic, ReaderStatus.Radiographic]);
    }

    [Fact]
    public async Task Flag_of_a_cohort_that_a_replica_does_not_know_is_raised_by_one_that_does()
    {
        var knowing = Of("two-central");
        await knowing.LookAsync();
        await knowing.AcceptAsync([Subjects.Visit("s", "M0", 0, Radiograph, cohort: Trial), .. Readings("M0", 1, 0)]);

        await _registry.RegisterAsync(Subjects.Classified(Radiograph, 0.93));

        (await FlagsAsync()).ShouldBeEmpty();
        await knowing.LookAsync();
        await knowing.LookAsync();
        (await FlagsAsync()).ShouldBe([FlagChange.Raised]);
    }

    [Fact]
    public async Task State_that_a_later_release_wrote_is_derived_anew_and_what_was_told_of_it_is_known_by_the_logs()
    {
        var (later, earlier) = (Of("two-central-both"), Of("two-central"));
        await later.LookAsync();
        await later.AcceptAsync([Subjects.Visit("s", "M0", 0, Radiograph, cohort: Trial), .. Readings("M0", 3, 0)]);
        await _registry.RegisterAsync(Subjects.Classified(Radiograph, 0.93));
        await later.LookAsync();
        (await FlagsAsync()).ShouldBe([FlagChange.Raised]);
        await _registry.Database.WriteAsync(
            async registry =>
            {
                var row = await registry.Subjects.SingleAsync(row => row.Cohort == Trial, Cancellation);
                row.State = [byte.MaxValue, .. row.State[1..]];
            },
            Cancellation);

        _time.Advance(RulesInForce.Hold);
        await earlier.LookAsync();

        (await earlier.StateAsync()).BaselineStatus.ShouldBe(ReaderStatus.Unresolved);
        (await FlagsAsync()).ShouldBe([FlagChange.Raised, FlagChange.Retracted]);
    }

    [Fact]
    public async Task Doors_that_rest_on_a_cohorts_states_say_that_other_rules_are_in_force()
    {
        await _registry.Client.StreamAsync(new OpenStream(), [Sent.Visit("anna", "M0", "2018-03-01", Radiograph), Sent.Reading("anna", "M0", "first", 1, 0)]);
        await _registry.Database.WriteAsync(async registry => (await registry.Cohorts.SingleAsync(row => row.Cohort == Subjects.Cohort, Cancellation)).Rules = "others", Cancellation);

        using var reading = _registry.Client.ReadCohort(new ReadCohortRequest { Cohort = Subjects.Cohort }, cancellationToken: Cancellation);
        var read = await Should.ThrowAsync<RpcException>(() => reading.ResponseStream.MoveNext(Cancellation));
        var churn = await Refused.FailureOf(_registry.Client.GetFlagChurnAsync(
            new() { Cohort = Subjects.Cohort, Route = Grpc.V1.ClassificationRoute.AnatomyAware, First = "1", Second = "2" }, cancellationToken: Cancellation));
        var grade = await Refused.FailureOf(_registry.Client.SubmitReadingAsync(
            new() { Cohort = Subjects.Cohort, RadiographId = Radiograph, Reader = "second", Role = ReaderRole.Central, LeftGrade = 0, RightGrade = 0 }, cancellationToken: Cancellation));

        foreach (var failure in new[] { read, churn, grade })
            failure.Status.ShouldSatisfyAllConditions(
                () => failure.StatusCode.ShouldBe(StatusCode.Unavailable),
                () => failure.Status.Detail.ShouldBe("expected GESPIC to be derived by the rules of this replica, found it derived by other ones; try again"));
    }

    private static IEnumerable<SubjectRecord> Disagreeing(string visit, int months) => [Subjects.Visit("s", visit, months, cohort: Trial), .. Readings(visit, 3, 0)];

    /// <summary>Two central readers: what the first says of the left joint, the second says nothing.</summary>
    private static IEnumerable<SubjectRecord> Readings(string visit, int first, int second)
        => [Subjects.Reading("s", visit, "first", first, 0, cohort: Trial), Subjects.Reading("s", visit, "second", second, 0, cohort: Trial)];

    private Task<int> LeftAsync() => _registry.Database.ReadAsync(registry => registry.Underived.CountAsync(Cancellation), Cancellation);

    private async Task<IReadOnlyList<FlagChange>> FlagsAsync()
        => [.. (await _registry.Reading.FlagsAfterAsync(0, Trial, int.MaxValue, Cancellation)).Select(row => row.Change)];

    private Replica Of(string adjudication)
    {
        var options = new RegistryOptions { IdentityKey = "", Cohorts = [new CohortOptions { Name = Trial, Adjudication = adjudication }] };
        return new Replica(_registry, new KnownCohorts(Options.Create(options), new AdjudicationRules()), _time);
    }

    private sealed class Replica
    {
        private readonly Database<RegistryContext> _database;
        private readonly CohortRules _rules;
        private readonly CohortDerivation _cohort;
        private readonly RecordIntake _intake;
        private readonly RegistryReading _reading;

        public Replica(ServedRegistry registry, KnownCohorts cohorts, TimeProvider time)
        {
            var rules = new RulesInForce(cohorts, time);
            var derivation = new Derivation(rules, registry.Get<RegistryPseudonyms>(), time);
            _database = registry.Database;
            _rules = cohorts.Find(Trial)!;
            _cohort = new CohortDerivation(derivation, shared: true, time);
            _intake = new RecordIntake(_database, derivation, time);
            _reading = new RegistryReading(_database, rules);
        }

        public Task LookAsync() => _database.WriteAsync(Derivation.Lock, registry => _cohort.TakeUpAsync(registry, _rules, Cancellation), Cancellation);

        public async Task AcceptAsync(IReadOnlyList<SubjectRecord> records) => await _intake.AcceptAsync(records, "test", Cancellation);

        public async Task<SubjectState> StateAsync() => (await _reading.CohortAsync(Trial, Cancellation)).Subjects.Single();
    }
}
