using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Progression;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

public class ProgressionTests
{
    private static readonly ProgressionTable AnatomyAware = new(12, 18, 13, 92);
    private static readonly ProgressionTable Standard = new(11, 37, 14, 73);

    [Fact]
    [Trait("Requirement", "STA-02")]
    public void The_publications_figure_is_the_ratio_to_the_cohorts_rate_and_the_odds_ratio_is_another()
    {
        CohortRatio.Of(AnatomyAware)!.Value.ShouldBe(2.16, 1e-12);
        CohortRatio.Of(Standard)!.Value.ShouldBe(1.2375, 1e-12);
        AnatomyAware.OddsRatio.Value!.Value.ShouldBe(4.717948717948718, 1e-12);
        Standard.OddsRatio.Value!.Value.ShouldBe(1.5501930501930503, 1e-12);
        AnatomyAware.RiskDifference.Value!.Value.ShouldBe(0.2762, 5e-5);
        Standard.RiskDifference.Value!.Value.ShouldBe(0.0682, 5e-5);
        AnatomyAware.NumberNeededToFollow!.Value!.Value.ShouldBe(3.62, 5e-3);
    }

    [Theory]
    [InlineData("anatomy_aware")]
    [InlineData("standard")]
    [Trait("Requirement", "STA-01")]
    public void Estimators_are_the_references(string model)
    {
        var table = model == "standard" ? Standard : AnatomyAware;
        var expected = GoldenScores.Expected.GetProperty("progression").GetProperty(model);
        var ratio = expected.GetProperty("ratio_of_proportions_flagged_over_all");
        LimitsShouldBe(CohortRatio.Logarithmic(table), ratio.GetProperty("log_ci95"), 1e-9);
        LimitsShouldBe(CohortRatio.Score(table), ratio.GetProperty("score_ci95"), 1e-6);

        var against = expected.GetProperty("flagged_against_unflagged");
        table.OddsRatio.Value!.Value.ShouldBe(against.GetProperty("odds_ratio").GetDouble(), 1e-12);
        LimitsShouldBe(table.OddsRatio, against.GetProperty("woolf_ci95"), 1e-9);
        var exact = ConditionalOddsRatio.Of(table);
        exact.Value!.Value.ShouldBe(against.GetProperty("conditional_odds_ratio").GetDouble(), 1e-6);
        LimitsShouldBe(exact, against.GetProperty("exact_ci95"), 1e-6);
        table.FisherP.ShouldBe(against.GetProperty("fisher_p_two_sided").GetDouble(), 1e-9);
        table.RiskRatio.Value!.Value.ShouldBe(against.GetProperty("relative_risk").GetDouble(), 1e-12);
        LimitsShouldBe(table.RiskRatio, against.GetProperty("relative_risk_log_ci95"), 1e-9);
    }

    [Theory]
    [InlineData("anatomy_aware")]
    [InlineData("standard")]
    [Trait("Requirement", "STA-01")]
    public void Bootstrap_over_patients_and_the_publications_way_lie_where_the_reference_found_them(string model)
    {
        var table = model == "standard" ? Standard : AnatomyAware;
        var ratio = GoldenScores.Expected.GetProperty("progression").GetProperty(model).GetProperty("ratio_of_proportions_flagged_over_all");

        LimitsShouldBe(CohortRatio.ByPatients(table), ratio.GetProperty("percentile_bootstrap_ci95_over_the_135_patients_1e6"), 0.04);
        LimitsShouldBe(CohortRatio.BySeparateGroups(table), ratio.GetProperty("percentile_bootstrap_ci95_both_groups_drawn_separately_1e6"), 0.08);
    }

    [Fact]
    [Trait("Requirement", "STA-05")]
    public void Swapping_the_groups_inverts_ratios_and_turns_the_difference()
    {
        var swapped = new ProgressionTable(13, 92, 12, 18);

        swapped.OddsRatio.Value!.Value.ShouldBe(1 / AnatomyAware.OddsRatio.Value!.Value, 1e-12);
        swapped.OddsRatio.Low!.Value.ShouldBe(1 / AnatomyAware.OddsRatio.High!.Value, 1e-12);
        swapped.RiskRatio.Value!.Value.ShouldBe(1 / AnatomyAware.RiskRatio.Value!.Value, 1e-12);
        swapped.RiskDifference.Value!.Value.ShouldBe(-AnatomyAware.RiskDifference.Value!.Value, 1e-12);
        swapped.RiskDifference.Low!.Value.ShouldBe(-AnatomyAware.RiskDifference.High!.Value, 1e-12);
        swapped.FisherP.ShouldBe(AnatomyAware.FisherP, 1e-9);
        ConditionalOddsRatio.Of(swapped).Value!.Value.ShouldBe(1 / ConditionalOddsRatio.Of(AnatomyAware).Value!.Value, 1e-6);
        swapped.NumberNeededToFollow.ShouldBeNull();
    }

    [Fact]
    public void Newcombes_own_example_gives_his_limits()
    {
        // 56/70 against 48/80 (Stat Med 1998;17:873, table II, method 10).
        var found = new ProgressionTable(56, 14, 48, 32).RiskDifference;

        found.Value!.Value.ShouldBe(0.2, 1e-12);
        found.Low!.Value.ShouldBe(0.0524, 5e-5);
        found.High!.Value.ShouldBe(0.3339, 5e-5);
    }

    [Fact]
    public void Score_interval_where_all_flagged_progressed_is_the_one_worked_out_by_hand()
    {
        // Of n flagged all, of m in the cohort y. Below r = (n + m) / (n + y) the cohort's rate is k = (n + y) / (n + m) and the flagged's r k; above it they are 1 / r and 1.
        const double n = 5, y = 8, m = 28, k = (n + y) / (n + m);
        var limit = NormalTail.Z95 * NormalTail.Z95;
        // n (1 − r k) / (r k) + n² (1 − k) / (m k) = z², and (r y − m)² = z² m (r − 1).
        var low = 1 / (k * (1 + ((limit - (n * n * (1 - k) / (m * k))) / n)));
        var half = (m * y) + (limit * m / 2);
        var high = (half + Math.Sqrt((half * half) - (y * y * ((m * m) + (limit * m))))) / (y * y);

        var found = CohortRatio.Score(new ProgressionTable(5, 0, 3, 20));

        found.Value!.Value.ShouldBe(3.5, 1e-12);
        found.Low!.Value.ShouldBe(low, 1e-9);
        found.High!.Value.ShouldBe(high, 1e-9);
    }

    [Fact]
    public void Score_interval_holds_its_ratio_in_every_small_table()
    {
        for (var cells = 0; cells < 7 * 7 * 7 * 7; cells++)
        {
            var table = new ProgressionTable(cells % 7, cells / 7 % 7, cells / 49 % 7, cells / 343);
            var score = CohortRatio.Score(table);
            if (score.Low is { } low && score.High is { } high)
                (0 < low && low < score.Value && score.Value < high && double.IsFinite(high)).ShouldBeTrue($"{table}: {score}");
            else
                score.Note.ShouldNotBeNull($"{table}");
        }
    }

    [Theory]
    [InlineData(0, 5, 3, 20)]
    [InlineData(5, 0, 3, 20)]
    [InlineData(2, 5, 0, 20)]
    [InlineData(2, 5, 3, 0)]
    public void An_empty_cell_is_corrected_and_said_so(int a, int b, int c, int d)
    {
        var table = new ProgressionTable(a, b, c, d);

        table.OddsRatio.Note.ShouldNotBeNull().ShouldContain("Haldane–Anscombe");
        NothingIsInfinite(table.OddsRatio, table.RiskRatio, table.RiskDifference, ConditionalOddsRatio.Of(table), CohortRatio.ByPatients(table, 200), CohortRatio.Score(table));
    }

    [Theory]
    [InlineData(0, 0, 3, 20, "nobody is flagged")]
    [InlineData(3, 20, 0, 0, "everybody is flagged")]
    [InlineData(0, 10, 0, 20, "nobody progressed")]
    [InlineData(10, 0, 20, 0, "everybody progressed")]
    public void An_empty_margin_leaves_no_ratio_and_says_why(int a, int b, int c, int d, string why)
    {
        var table = new ProgressionTable(a, b, c, d);

        table.OddsRatio.ShouldBe(Estimate.None("Woolf", why));
        table.RiskRatio.Value.ShouldBeNull();
        ConditionalOddsRatio.Of(table).Note.ShouldBe(why);
        NothingIsInfinite(table.RiskDifference, CohortRatio.ByPatients(table, 200), CohortRatio.BySeparateGroups(table, 200), CohortRatio.Score(table));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(3.0)]
    [Trait("Requirement", "STA-04")]
    public void Intervals_of_2000_simulated_registries_cover_what_was_planted(double ratio)
    {
        const int registries = 2000, subjects = 500;
        const double flaggedShare = 0.3, rate = 0.15;
        var random = new Xoshiro256StarStar(11);
        int byRatio = 0, byOdds = 0, byDifference = 0;
        var odds = rate * ratio / (1 - (rate * ratio)) / (rate / (1 - rate));
        for (var registry = 0; registry < registries; registry++)
        {
            var flagged = Binomial.Sample(random, flaggedShare, subjects);
            var progressed = Binomial.Sample(random, rate * ratio, flagged);
            var others = Binomial.Sample(random, rate, subjects - flagged);
            var table = new ProgressionTable(progressed, flagged - progressed, others, subjects - flagged - others);
            byRatio += Covers(table.RiskRatio, ratio);
            byOdds += Covers(table.OddsRatio, odds);
            byDifference += Covers(table.RiskDifference, rate * (ratio - 1));
        }

        foreach (var covered in new[] { byRatio, byOdds, byDifference })
            (covered / (double)registries).ShouldBeInRange(0.93, 0.97);
    }

    private static int Covers(Estimate estimate, double truth) => estimate.Low <= truth && truth <= estimate.High ? 1 : 0;

    private static void NothingIsInfinite(params Estimate[] estimates)
    {
        foreach (var number in estimates.SelectMany(estimate => new[] { estimate.Value, estimate.Low, estimate.High }).OfType<double>())
            double.IsFinite(number).ShouldBeTrue();
    }

    private static void LimitsShouldBe(Estimate found, System.Text.Json.JsonElement expected, double tolerance)
    {
        found.Low!.Value.ShouldBe(expected[0].GetDouble(), tolerance);
        found.High!.Value.ShouldBe(expected[1].GetDouble(), tolerance);
    }
}
