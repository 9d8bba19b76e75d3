using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Writing;
using AxSpA.Cloud.Statistics.Progression;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms;

[Trait("Requirement", "PHA-03")]
public class PhantomCohortTests
{
    [Theory]
    [InlineData(436, 0.50, 218)]
    [InlineData(163, 0.29, 47)]
    [InlineData(340, 0.18, 61)]
    [InlineData(7, 0, 0)]
    [InlineData(7, 1, 7)]
    [InlineData(1, 0.4, 0)]
    public void Prevalence_is_met_as_nearly_as_whole_subjects_permit(int subjects, double prevalence, int radiographic)
    {
        foreach (var seed in (ulong[])[0, 1, ulong.MaxValue])
            CohortOf(subjects, seed, new PlannedSite("clinic", prevalence)).Subjects.Count(subject => subject.Visits[0].IsRadiographic).ShouldBe(radiographic);
    }

    [Fact]
    public void Each_site_has_its_own_prevalence_and_its_share_of_the_subjects()
    {
        var cohort = CohortOf(200, 3, new("a", 0.5), new("b", 0.29), new("c", 0.18));
        cohort.Subjects.GroupBy(subject => subject.Site).Select(site => (site.Key, site.Count(), site.Count(subject => subject.State == DiseaseState.Radiographic)))
            .ShouldBe([("a", 67, 34), ("b", 67, 19), ("c", 66, 12)]);
        cohort.Subjects.Select(subject => subject.Name).ShouldBeUnique();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.29)]
    [InlineData(0.18)]
    public void Readers_agree_as_published_readers_do(double prevalence)
    {
        foreach (var seed in (ulong[])[1, 2, 3])
        {
            var kappas = ReaderKappas.Of(CohortOf(1500, seed, new PlannedSite("clinic", prevalence)));
            kappas.Count.ShouldBe(3);
            kappas.ShouldAllBe(kappa => kappa >= 0.4 && kappa <= 0.7);
        }
    }

    [Fact]
    public void Disease_of_both_sides_goes_together_and_is_sometimes_of_one_side()
    {
        var baselines = CohortOf(2000, 5, new PlannedSite("clinic", 0.5)).Subjects.Select(subject => subject.Visits[0]).ToList();
        baselines.SelectMany(visit => new[] { visit.Left.Grade, visit.Right.Grade }).Distinct().Order().ShouldBe([0, 1, 2, 3, 4]);
        baselines.ShouldAllBe(visit => visit.Left.Progress >= 0 && visit.Left.Progress < 1 && visit.Right.Progress >= 0 && visit.Right.Progress < 1);
        MathNet.Numerics.Statistics.Correlation.Pearson(baselines.Select(Left), baselines.Select(Right)).ShouldBeInRange(0.4, 0.8);
        var oneSided = baselines.Where(visit => visit.IsRadiographic && Math.Min(visit.Left.Grade, visit.Right.Grade) <= 1).ToList();
        ((double)oneSided.Count / baselines.Count(visit => visit.IsRadiographic)).ShouldBeInRange(0.15, 0.35);
        oneSided.Count(visit => visit.Left.Grade > visit.Right.Grade).ShouldBeInRange((int)(0.4 * oneSided.Count), (int)(0.6 * oneSided.Count));

        static double Left(PhantomVisit visit) => visit.Left.Grade + visit.Left.Progress;
        static double Right(PhantomVisit visit) => visit.Right.Grade + visit.Right.Progress;
    }

    [Fact]
    public void Early_signs_are_below_the_criterion_and_near_the_next_grade()
    {
        var early = CohortOf(1000, 8, new PlannedSite("clinic", 0.3)).Subjects.Where(subject => subject.State == DiseaseState.EarlySigns).Select(subject => subject.Visits[0]).ToList();
        early.Count.ShouldBe(140);
        early.ShouldAllBe(visit => !visit.IsRadiographic && Math.Max(visit.Left.Progress, visit.Right.Progress) >= 0.65);
    }

    [Fact]
    public void Grades_never_fall_and_visits_lie_in_the_registrys_window()
    {
        var cohort = FollowedOf(400, 11, ratio: 2);
        var window = new CohortRules { Cohort = "any", Adjudication = AdjudicationRules.ThreeBlinded };
        foreach (var visits in cohort.Subjects.Select(subject => subject.Visits))
        {
            visits.Select(visit => visit.Name).ShouldBe(["M0", "M12", "M24"]);
            visits.Zip(visits.Skip(1)).ShouldAllBe(pair => pair.First.Left.Grade <= pair.Second.Left.Grade && pair.First.Right.Grade <= pair.Second.Right.Grade && pair.First.Date < pair.Second.Date);
            var (first, last) = window.WindowAfter(visits[0].Date);
            visits[2].Date.ShouldBeInRange(first, last);
        }
    }

    [Fact]
    public void Baseline_is_the_same_however_long_the_cohort_is_followed()
    {
        var once = CohortOf(200, 4, new PlannedSite("clinic", 0.5));
        var followed = FollowedOf(200, 4, ratio: 3);
        followed.Subjects.Select(subject => (subject.Name, Words(subject.Visits[0]))).ShouldBe(once.Subjects.Select(subject => (subject.Name, Words(subject.Visits[0]))));
        once.Risk.ShouldBeNull();

        static string Words(PhantomVisit visit) => $"{visit.Date} {visit.Left} {visit.Right} {string.Join(' ', visit.Readings)}";
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Planted_risk_ratio_is_found_in_what_the_readers_say(double ratio)
    {
        var cohort = FollowedOf(3000, 17, ratio);
        var table = TableOf(cohort);
        var risk = cohort.Risk.ShouldNotBeNull();
        (table.FlaggedProgressed, table.Flagged, table.UnflaggedProgressed, table.Unflagged)
            .ShouldBe((risk.WithSignsProgressing, risk.WithSigns, risk.WithoutSignsProgressing, risk.WithoutSigns));
        table.CohortRate!.Value.ShouldBe(25.0 / 135, 0.001);
        table.RiskRatio.Value!.Value.ShouldBe(ratio, 0.05);
        risk.CountedRatio.ShouldBe(table.RiskRatio.Value);
        (table.RiskRatio.Low < 1 && table.RiskRatio.High > 1).ShouldBe(ratio == 1);
        (table.FisherP < 0.05).ShouldBe(ratio > 1);
    }

    [Fact]
    public void Who_progresses_meets_the_criterion_and_who_does_not_keeps_the_status()
    {
        foreach (var subject in FollowedOf(600, 19, ratio: 3).Subjects.Where(subject => subject.IsAtRisk))
        {
            if (subject.ProgressesAt is { } turn)
                subject.Visits.ShouldAllBe(visit => visit.ReadersStatus == (visit.Number >= turn) && (visit.Number < turn || visit.IsRadiographic));
            else
                subject.Visits.ShouldAllBe(visit => !visit.ReadersStatus && visit.IsRadiographic == (subject.State == DiseaseState.Radiographic));
        }
    }

    [Fact]
    public void Two_visits_are_two_years_apart()
    {
        var plan = FollowedOf(50, 1, ratio: 2).Plan with { Visits = 2 };
        PhantomCohort.Of(plan).Subjects[0].Visits.Select(visit => visit.Name).ShouldBe(["M0", "M24"]);
    }

    [Fact]
    public void Same_plan_gives_the_same_cohort_and_another_seed_another()
    {
        PhantomManifest.Of(FollowedOf(60, 1, 2)).ToBytes().ShouldBe(PhantomManifest.Of(FollowedOf(60, 1, 2)).ToBytes());
        PhantomManifest.Of(FollowedOf(60, 2, 2)).ToBytes().ShouldNotBe(PhantomManifest.Of(FollowedOf(60, 1, 2)).ToBytes());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void Any_odd_number_of_readers_decides(int readers)
    {
        var cohort = PhantomCohort.Of(new CohortPlan { Seed = 1, Subjects = 40, Sites = [new("clinic", 0.5)], Readers = readers, Visits = 6 });
        cohort.Subjects.SelectMany(subject => subject.Visits).ShouldAllBe(visit => visit.Readings.Count == readers);
    }

    [Fact]
    public void Plan_that_cannot_be_carried_out_says_why()
    {
        var plan = new CohortPlan { Seed = 0, Subjects = 4, Sites = [new("clinic", 0.5)] };
        Refused(plan with { Subjects = 0 }, "subjects: expected 1 to 100000, found 0");
        Refused(plan with { Visits = 7 }, "visits: expected 1 to 6, found 7");
        Refused(plan with { Readers = 2 }, "readers: expected an odd number 1 to 9, so that the majority decides, found 2");
        Refused(plan with { RiskRatio = 0.5 }, "risk-ratio: expected 1 to 100, found 0.5");
        Refused(plan with { RiskRatio = double.NaN }, "risk-ratio: expected 1 to 100, found NaN");
        Refused(plan with { Sites = [] }, "sites: expected 1 to 4, a subject each at least, found 0");
        Refused(plan with { Sites = [new("a/b", 0.5)] }, $"site: expected {PlannedSite.Expected}, found a/b");
        Refused(plan with { Sites = [new("", 0.5)] }, $"site: expected {PlannedSite.Expected}, found nothing");
        Refused(plan with { Sites = [new("a", 1.5)] }, "prevalence: expected 0 to 1 for a, found 1.5");
        Refused(plan with { Sites = [new("a", 1), new("A", 1)] }, "sites: expected each name once, found a 2 times");
    }

    [Fact]
    public void Criterion_is_the_registrys()
    {
        foreach (var (left, right) in Enumerable.Range(0, 25).Select(pair => (pair / 5, pair % 5)))
            ModifiedNewYorkCriterion.IsMetBy(left, right).ShouldBe(ModifiedNewYork.StatusOf(left, right) == ReaderStatus.Radiographic, $"{left}, {right}");
    }

    private static void Refused(CohortPlan plan, string expected) => Should.Throw<ArgumentException>(() => PhantomCohort.Of(plan)).Message.ShouldBe(expected);

    private static PhantomCohort CohortOf(int subjects, ulong seed, params PlannedSite[] sites) => PhantomCohort.Of(new CohortPlan { Seed = seed, Subjects = subjects, Sites = sites });

    private static PhantomCohort FollowedOf(int subjects, ulong seed, double ratio)
        => PhantomCohort.Of(new CohortPlan { Seed = seed, Subjects = subjects, Sites = [new("clinic", 0.5)], Visits = 3, RiskRatio = ratio });

    /// <summary>As a system would count it whose flags fall on exactly the missed signs.</summary>
    private static ProgressionTable TableOf(PhantomCohort cohort)
    {
        var negative = cohort.Subjects.Where(subject => !subject.Visits[0].ReadersStatus).ToList();
        return new ProgressionTable(Count(true, true), Count(true, false), Count(false, true), Count(false, false));

        int Count(bool signs, bool progressed)
            => negative.Count(subject => subject.State != DiseaseState.Clear == signs && subject.Visits[^1].ReadersStatus == progressed);
    }
}
