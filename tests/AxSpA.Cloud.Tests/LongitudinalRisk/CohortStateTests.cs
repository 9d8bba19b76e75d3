using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Shouldly;
using static AxSpA.Cloud.Tests.LongitudinalRisk.Subjects;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

public class CohortStateTests
{
    [Fact]
    public void Subject_whose_readers_say_no_while_the_model_is_sure_is_flagged_and_seen_to_progress()
    {
        var state = StateOf([.. Read("s", "M0", 0, false, "r0"), .. Read("s", "M24", 24, true), Classified("r0", 0.9)]);

        var flag = state.Flags.ShouldHaveSingleItem();
        flag.ShouldSatisfyAllConditions(
            () => flag.RadiographId.ShouldBe("r0"),
            () => flag.Probability.ShouldBe(0.9),
            () => flag.BaselineDate.ShouldBe(BaselineDay),
            () => flag.Readings.Select(reading => reading.Status).ShouldBe([ReaderStatus.NonRadiographic, ReaderStatus.NonRadiographic]),
            () => flag.Superseded.ShouldBeFalse());
        state.Outcome.ShouldBe(ProgressionOutcome.Progressed);
        (state.LastSeenNonRadiographic, state.FirstSeenRadiographic).ShouldBe((BaselineDay, BaselineDay.AddMonths(24)));
    }

    [Theory]
    [InlineData(0.70)]
    [InlineData(0.2)]
    public void Model_that_is_not_confident_flags_nobody(double probability)
        => StateOf([.. Read("s", "M0", 0, false, "r0"), Classified("r0", probability)]).Flags.ShouldBeEmpty();

    [Fact]
    public void Subject_radiographic_or_undecided_at_baseline_is_not_flagged()
    {
        StateOf([.. Read("s", "M0", 0, true, "r0"), Classified("r0", 0.9)]).Flags.ShouldBeEmpty();
        StateOf([Visit("s", "M0", 0, "r0"), Reading("s", "M0", "first", 0, 0), Classified("r0", 0.9)]).Flags.ShouldBeEmpty();
        StateOf([Visit("s", "M0", 0, "r0"), Reading("s", "M0", "first", 0, 0), Reading("s", "M0", "second", 3, 0), Classified("r0", 0.9)]).Flags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(18, 0, true)]
    [InlineData(30, 0, true)]
    [InlineData(18, -1, false)]
    [InlineData(30, 1, false)]
    public void Window_of_two_years_and_half_a_year_holds_both_its_ends(int months, int days, bool within)
    {
        var visit = Visit("s", "late", 0) with { Date = BaselineDay.AddMonths(months).AddDays(days) };
        var state = StateOf([.. Read("s", "M0", 0, false), visit, .. Readings("s", "late", false)]);

        state.Outcome.ShouldBe(within ? ProgressionOutcome.NotProgressed : ProgressionOutcome.NotFollowed);
        state.FollowedAtAll.ShouldBeTrue();
    }

    [Fact]
    public void Outcome_is_the_decided_visit_nearest_to_two_years()
    {
        var state = StateOf([.. Read("s", "M0", 0, false), .. Read("s", "M19", 19, false), .. Read("s", "M27", 27, true), Visit("s", "M24", 24), .. Read("s", "M40", 40, true)]);

        state.FollowUpVisit.ShouldBe("M27");
        state.Outcome.ShouldBe(ProgressionOutcome.Progressed);
        (state.LastSeenNonRadiographic, state.FirstSeenRadiographic).ShouldBe((BaselineDay.AddMonths(19), BaselineDay.AddMonths(27)));
    }

    [Fact]
    public void Progression_outside_the_window_is_seen_and_is_no_outcome_of_it()
    {
        var state = StateOf([.. Read("s", "M0", 0, false), .. Read("s", "M60", 60, true)]);

        state.Outcome.ShouldBe(ProgressionOutcome.NotFollowed);
        state.FirstSeenRadiographic.ShouldBe(BaselineDay.AddMonths(60));
    }

    [Fact]
    public void Readers_who_change_their_mind_from_visit_to_visit_are_named()
    {
        var state = StateOf([.. Read("s", "M0", 0, false), .. Read("s", "M12", 12, true), .. Read("s", "M24", 24, false)]);

        state.Reverted.ShouldBeTrue();
        state.Outcome.ShouldBe(ProgressionOutcome.NotProgressed);
        (state.LastSeenNonRadiographic, state.FirstSeenRadiographic).ShouldBe((BaselineDay, BaselineDay.AddMonths(12)));
    }

    [Fact]
    public void Baseline_is_the_first_visit_by_date_or_the_one_the_protocol_names()
    {
        RegistryRecord[] records = [.. Read("s", "M24", 24, true), Visit("s", "screening", -1), .. Read("s", "M0", 0, false)];

        StateOf(records).BaselineVisit.ShouldBe("screening");
        CohortState.Of(records, Rules with { BaselineVisit = "M0" }).Subjects.Single().Outcome.ShouldBe(ProgressionOutcome.Progressed);
    }

    [Theory]
    [InlineData(7, "near")]
    [InlineData(-7, "near")]
    [InlineData(8, null)]
    public void Visit_that_names_no_radiograph_takes_the_subjects_nearest_within_days(int days, string? expected)
    {
        var near = new RadiographRecord { RadiographId = "near", Subject = "s", Site = "berlin", AcquisitionDate = BaselineDay.AddDays(days) };
        var far = near with { RadiographId = "far", AcquisitionDate = BaselineDay.AddDays(2 * days) };
        var others = near with { RadiographId = "others", Subject = "t", AcquisitionDate = BaselineDay };

        StateOf([.. Read("s", "M0", 0, false), far, near, others]).Baseline!.RadiographId.ShouldBe(expected);
    }

    [Fact]
    public void Correction_supersedes_whenever_it_comes_and_a_withdrawal_takes_back()
    {
        var first = Reading("s", "M0", "first", 0, 0);
        var corrected = Reading("s", "M0", "first", 3, 0, revision: 1);
        var withdrawn = new WithdrawalRecord { Cohort = Cohort, Subject = "s", Withdraws = WithdrawnRecord.Reading, Visit = "M0", Reader = "first", Revision = 1 };
        RegistryRecord[] others = [Visit("s", "M0", 0), Reading("s", "M0", "second", 3, 0)];

        StateOf([corrected, first, .. others]).BaselineStatus.ShouldBe(ReaderStatus.Radiographic);
        StateOf([withdrawn, corrected, first, .. others]).BaselineStatus.ShouldBe(ReaderStatus.Unresolved);
        StateOf([withdrawn, corrected with { Revision = 2 }, first, .. others]).BaselineStatus.ShouldBe(ReaderStatus.Radiographic);
    }

    [Fact]
    public void Later_word_by_the_senders_clock_holds_between_equal_revisions()
    {
        var noon = new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var early = Reading("s", "M0", "first", 0, 0) with { ReportedAt = noon };
        var late = Reading("s", "M0", "first", 3, 0) with { ReportedAt = noon.AddHours(1) };

        StateOf([late, early, Visit("s", "M0", 0)]).Baseline!.Readings.Single().LeftGrade.ShouldBe(3);
    }

    [Fact]
    public void Reader_who_says_two_things_counts_for_neither_until_one_is_corrected()
    {
        RegistryRecord[] records = [Visit("s", "M0", 0), Reading("s", "M0", "first", 0, 0), Reading("s", "M0", "first", 3, 0), Reading("s", "M0", "second", 0, 0)];

        var state = StateOf(records);
        state.BaselineStatus.ShouldBe(ReaderStatus.Unresolved);
        state.Conflicts.ShouldHaveSingleItem();
        StateOf([.. records, Reading("s", "M0", "first", 0, 0, revision: 1)]).BaselineStatus.ShouldBe(ReaderStatus.NonRadiographic);
    }

    [Fact]
    public void Subject_who_withdraws_consent_is_counted_and_nothing_more()
    {
        var cohort = CohortState.Of([.. Read("s", "M0", 0, false), new ConsentRecord { Cohort = Cohort, Subject = "s", Given = false }, .. Read("t", "M0", 0, false)], Rules);

        cohort.Subjects.Select(subject => subject.Subject).ShouldBe(["t"]);
        cohort.ConsentWithdrawn.ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "REG-03")]
    public void New_version_supersedes_a_flag_and_does_not_delete_it()
    {
        var state = StateOf([.. Read("s", "M0", 0, false, "r0"), Classified("r0", 0.9, "1.9.0"), Classified("r0", 0.4, "1.10.0")]);

        var flag = state.Flags.ShouldHaveSingleItem();
        flag.Model.Version.ShouldBe("1.9.0");
        flag.Superseded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.9.0", "1.10.0", true)]
    [InlineData("1.0", "1.0.1", true)]
    [InlineData("1.0.0-rc1", "1.0.0", true)]
    [InlineData("1.0.0", "1.0.0-rc1", false)]
    [InlineData("1.0.0", "1.0.1-rc1", true)]
    [InlineData("1.0.0-rc.2", "1.0.0-rc.10", true)]
    [InlineData("1.0.0-2", "1.0.0-1a", true)]
    [InlineData("1.0.0-alpha", "1.0.0-alpha.1", true)]
    [InlineData("1.0.0-alpha.beta", "1.0.0-beta", true)]
    [InlineData("1.0.0-rc-1", "1.0.0", true)]
    [InlineData("1.0.0+a", "1.0.0+b-2", false)]
    [InlineData("1.0.0+b-2", "1.0.0+a", false)]
    [InlineData("1.0.0+9", "1.0.1+1", true)]
    [Trait("Requirement", "REG-03")]
    public void Versions_supersede_by_the_rules_of_semantic_versioning(string earlier, string later, bool expected)
        => Model(later).Supersedes(Model(earlier)).ShouldBe(expected);

    [Fact]
    [Trait("Requirement", "REG-03")]
    public void Churn_says_who_is_flagged_by_which_version()
    {
        var records = new (string Subject, double? First, double? Second)[] { ("kept", 0.9, 0.8), ("dropped", 0.9, 0.5), ("raised", 0.1, 0.9), ("none", 0.1, 0.1), ("once", 0.9, null) }
            .SelectMany(subject => (IEnumerable<RegistryRecord>)
            [
                .. Read(subject.Subject, "M0", 0, false, subject.Subject),
                .. subject.First is { } first ? [Classified(subject.Subject, first)] : Array.Empty<RegistryRecord>(),
                .. subject.Second is { } second ? [Classified(subject.Subject, second, "2.0.0")] : Array.Empty<RegistryRecord>(),
            ]);

        var churn = FlagChurn.Between(CohortState.Of([.. records, .. Read("positive", "M0", 0, true, "positive"), Classified("positive", 0.9)], Rules), Model(), Model("2.0.0"));

        churn.Kept.ShouldBe(["kept"]);
        churn.Dropped.ShouldBe(["dropped"]);
        churn.Raised.ShouldBe(["raised"]);
        (churn.Unflagged, churn.ReadByOneOnly).ShouldBe((1, 1));
    }

    [Fact]
    public void Record_survives_being_written_and_read()
    {
        RegistryRecord record = new CharacteristicsRecord { Cohort = Cohort, Subject = "s", Sex = Sex.Male, AgeYears = 34.6, HlaB27 = false, ReportedAt = new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.FromHours(2)) };

        RecordJson.Read(RecordJson.Write(record)).ShouldBe(record);
        RecordJson.Digest(RecordJson.Read(RecordJson.Write(record))).ShouldBe(RecordJson.Digest(record));
    }

    [Fact]
    public void State_that_an_earlier_release_kept_is_read_without_findings_of_joints()
    {
        var state = StateOf([.. Read("s", "M0", 0, false, "r0"), Classified("r0", 0.9)]);
        // Its only classification ends the bytes, and the findings end it.
        byte[] kept = [1, .. StateBytes.Write(state)[1..^2]];

        var read = StateBytes.Read(kept, new SharedTexts());

        read.Baseline!.Classifications.ShouldBe(state.Baseline!.Classifications);
        read.Flags.Select(flag => (flag.AnalysisId, flag.LeftJoint)).ShouldBe([(state.Flags[0].AnalysisId, null)]);
    }

    [Fact]
    public void State_survives_being_kept()
    {
        foreach (var subject in Enumerable.Range(0, 50).SelectMany(seed => CohortState.Of(MadeUpRecords.Make(subjects: 3, seed), Rules).Subjects))
            Text(StateBytes.Read(StateBytes.Write(subject), new SharedTexts())).ShouldBe(Text(subject));
        var found = StateOf([.. Read("s", "M0", 0, false, "r0"), Classified("r0", 0.9) with { LeftJoint = JointFinding.MedianHeightFallback, RightJoint = JointFinding.NotFound }]);
        Text(StateBytes.Read(StateBytes.Write(found), new SharedTexts())).ShouldBe(Text(found));

        static string Text(SubjectState state) => System.Text.Json.JsonSerializer.Serialize(state, RecordJson.Options);
    }
}
