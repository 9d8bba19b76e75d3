using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Statistics.Resampling;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

/// <summary>Figures of one model against the reference: 1e-12 relative, intervals within 0.3 standard deviations of its 20,000 repetitions.</summary>
[Trait("Requirement", "STA-01")]
public class DiagnosisGoldenTests
{
    [Theory]
    [InlineData("standard")]
    [InlineData("anatomy_aware")]
    public void Area_under_the_curve_is_the_references(string model)
        => AreaUnderCurve.Of(GoldenScores.Of(model))!.Value.ShouldBe(GoldenScores.Expected.GetProperty(model).GetProperty("auc").GetDouble(), 1e-12);

    [Theory]
    [InlineData("standard", 0.69)]
    [InlineData("anatomy_aware", 0.59)]
    public void Metrics_at_the_papers_cutoff_are_the_references(string model, double cutoff)
        => MetricsShouldBe(ConfusionMatrix.At(cutoff, GoldenScores.Of(model)), GoldenScores.Expected.GetProperty(model).GetProperty("at_paper_cutoff"));

    [Theory]
    [InlineData("standard")]
    [InlineData("anatomy_aware")]
    public void Best_cutoff_and_its_metrics_are_the_references(string model)
    {
        var expected = GoldenScores.Expected.GetProperty(model);

        var (cutoff, accuracy) = CutoffChoice.Best(GoldenScores.Of(model));

        cutoff.ShouldBe(expected.GetProperty("best_cutoff_double").GetProperty("cutoff").GetDouble());
        accuracy.ShouldBe(expected.GetProperty("best_cutoff_double").GetProperty("balanced_accuracy").GetDouble(), 1e-12);
        MetricsShouldBe(ConfusionMatrix.At(cutoff, GoldenScores.Of(model)), expected.GetProperty("at_best_cutoff"));
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("anatomy_aware")]
    public void Balanced_accuracy_over_the_grid_of_cutoffs_is_the_references(string model)
    {
        var expected = GoldenScores.Table($"cutoff_grid_{model}");
        CutoffChoice.Grid.Count.ShouldBe(expected.Length);
        foreach (var (cutoff, row) in CutoffChoice.Grid.Zip(expected))
        {
            cutoff.ShouldBe(row[0], 1e-12);
            ConfusionMatrix.At(cutoff, GoldenScores.Of(model)).BalancedAccuracy!.Value.ShouldBe(row[1], 1e-12);
        }
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("anatomy_aware")]
    public void Roc_points_and_corners_are_the_references(string model)
    {
        var points = RocCurve.Of(GoldenScores.Of(model));

        PointsShouldBe(points, GoldenScores.Table($"roc_{model}_all_points"));
        // The reference leaves out equal steps on a line only; a corner is what no line can do without, so all of ours are among its points.
        var corners = RocCurve.Corners(points);
        var kept = GoldenScores.Table($"roc_{model}").Select(row => row[2]).ToHashSet();
        corners.ShouldAllBe(corner => kept.Contains(corner.Threshold));
        AreaBelow(corners).ShouldBe(AreaUnderCurve.Of(GoldenScores.Of(model))!.Value, 1e-12);
    }

    [Theory]
    [InlineData("standard", 0.69)]
    [InlineData("anatomy_aware", 0.59)]
    public void Bootstrap_intervals_lie_within_the_monte_carlo_error_of_the_references(string model, double cutoff)
    {
        var expected = GoldenScores.Expected.GetProperty(model).GetProperty("bootstrap_20000_seed_1");

        var found = DiagnosticEvaluation.Of(GoldenScores.Of(model), cutoff, new CaseBootstrap());

        foreach (var (name, estimate) in new (string, Estimate)[]
            {
                ("auc", found.Auc!), ("balanced_accuracy", found.BalancedAccuracy), ("sensitivity", found.Sensitivity), ("specificity", found.Specificity),
                ("precision", found.Precision), ("mcc", found.MatthewsCorrelation), ("cohen_kappa", found.Kappa), ("accuracy", found.Accuracy),
            })
        {
            var limits = expected.GetProperty(name);
            var tolerance = 0.3 * limits.GetProperty("sd").GetDouble();
            estimate.Low!.Value.ShouldBe(limits.GetProperty("low").GetDouble(), tolerance, name);
            estimate.High!.Value.ShouldBe(limits.GetProperty("high").GetDouble(), tolerance, name);
        }
    }

    [Fact]
    public void Same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var first = DiagnosticEvaluation.Of(GoldenScores.Standard, 0.69, new CaseBootstrap(seed: 3));

        DiagnosticEvaluation.Of(GoldenScores.Standard, 0.69, new CaseBootstrap(seed: 3)).Auc.ShouldBe(first.Auc);
        DiagnosticEvaluation.Of(GoldenScores.Standard, 0.69, new CaseBootstrap(seed: 4)).Auc!.Low.ShouldNotBe(first.Auc!.Low);
    }

    private static double AreaBelow(IReadOnlyList<RocPoint> points)
        => points.Zip(points.Skip(1), (from, to) => (to.FalsePositiveRate - from.FalsePositiveRate) * (from.Sensitivity + to.Sensitivity) / 2).Sum();

    private static void MetricsShouldBe(ConfusionMatrix found, System.Text.Json.JsonElement expected)
    {
        (found.TruePositive, found.FalseNegative, found.TrueNegative, found.FalsePositive).ShouldBe(
            (expected.GetProperty("tp").GetInt32(), expected.GetProperty("fn").GetInt32(), expected.GetProperty("tn").GetInt32(), expected.GetProperty("fp").GetInt32()));
        foreach (var (name, value) in new (string, double?)[]
            {
                ("sensitivity", found.Sensitivity), ("specificity", found.Specificity), ("balanced_accuracy", found.BalancedAccuracy), ("accuracy", found.Accuracy),
                ("precision", found.Precision), ("mcc", found.MatthewsCorrelation), ("cohen_kappa", found.Kappa), ("f1", found.F1),
            })
        {
            value!.Value.ShouldBe(expected.GetProperty(name).GetDouble(), 1e-12, name);
        }
    }

    private static void PointsShouldBe(IReadOnlyList<RocPoint> found, double[][] expected)
    {
        found.Count.ShouldBe(expected.Length);
        foreach (var (point, row) in found.Zip(expected))
        {
            point.FalsePositiveRate.ShouldBe(row[0], 1e-12);
            point.Sensitivity.ShouldBe(row[1], 1e-12);
            point.Threshold.ShouldBe(row[2], 1e-12);
        }
    }
}
