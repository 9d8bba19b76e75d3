using AxSpA.Cloud.Statistics.Comparison;
using AxSpA.Cloud.Statistics.Diagnosis;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

public class ComparisonGoldenTests
{
    [Fact]
    [Trait("Requirement", "STA-01")]
    public void DeLong_is_the_references()
    {
        var expected = GoldenScores.Expected.GetProperty("delong");

        var found = DeLong.Compare(GoldenScores.Standard, GoldenScores.AnatomyAware);

        found.FirstArea.ShouldBe(expected.GetProperty("auc")[0].GetDouble(), 1e-12);
        found.SecondArea.ShouldBe(expected.GetProperty("auc")[1].GetDouble(), 1e-12);
        found.FirstVariance.ShouldBe(expected.GetProperty("covariance")[0][0].GetDouble(), 1e-15);
        found.SecondVariance.ShouldBe(expected.GetProperty("covariance")[1][1].GetDouble(), 1e-15);
        found.Covariance.ShouldBe(expected.GetProperty("covariance")[0][1].GetDouble(), 1e-15);
        found.Difference.Value!.Value.ShouldBe(expected.GetProperty("difference").GetDouble(), 1e-12);
        found.DifferenceVariance.ShouldBe(expected.GetProperty("variance_of_difference").GetDouble(), 1e-15);
        found.Z!.Value.ShouldBe(expected.GetProperty("z").GetDouble(), 1e-9);
        found.P!.Value.ShouldBe(expected.GetProperty("p_two_sided").GetDouble(), 1e-9);
    }

    [Fact]
    [Trait("Requirement", "STA-05")]
    public void DeLong_of_a_model_with_itself_finds_no_difference()
    {
        var same = DeLong.Compare(GoldenScores.Standard, GoldenScores.Standard);

        (same.Difference.Value, same.Z, same.P).ShouldBe((0, 0, 1));
    }

    [Fact]
    [Trait("Requirement", "STA-05")]
    public void DeLong_swapped_changes_its_sign_alone()
    {
        var (one, other) = (DeLong.Compare(GoldenScores.Standard, GoldenScores.AnatomyAware), DeLong.Compare(GoldenScores.AnatomyAware, GoldenScores.Standard));

        other.Z!.Value.ShouldBe(-one.Z!.Value, 1e-12);
        other.P!.Value.ShouldBe(one.P!.Value, 1e-12);
    }

    [Fact]
    public void DeLong_of_areas_that_never_vary_has_no_statistic()
    {
        ScoredCase[] right = [new(true, 0.9), new(true, 0.8), new(false, 0.2), new(false, 0.1)];
        ScoredCase[] wrong = [.. right.Select(item => item with { Score = 1 - item.Score })];

        var found = DeLong.Compare(right, wrong);

        (found.Difference.Value, found.Z, found.P).ShouldBe((-1, null, null));
    }

    [Fact]
    [Trait("Requirement", "STA-01")]
    public void McNemar_on_the_followed_is_the_references()
    {
        var expected = GoldenScores.Expected.GetProperty("mcnemar");
        var (truth, standard, anatomyAware) = GoldenScores.Followed;

        var found = McNemar.Of(truth, standard, anatomyAware);

        var table = expected.GetProperty("table_rows_standard_right_wrong_columns_anatomy_right_wrong");
        (found.FirstOnly, found.SecondOnly).ShouldBe((table[0][1].GetInt32(), table[1][0].GetInt32()));
        found.ExactP.ShouldBe(expected.GetProperty("exact").GetProperty("p").GetDouble(), 1e-9);
        found.ChiSquare!.Value.ShouldBe(expected.GetProperty("chi_square").GetProperty("statistic").GetDouble(), 1e-12);
        found.ChiSquareP!.Value.ShouldBe(expected.GetProperty("chi_square").GetProperty("p").GetDouble(), 1e-9);
        var corrected = expected.GetProperty("chi_square_with_continuity_correction");
        found.ChiSquareCorrected!.Value.ShouldBe(corrected.GetProperty("statistic").GetDouble(), 1e-12);
        found.ChiSquareCorrectedP!.Value.ShouldBe(corrected.GetProperty("p").GetDouble(), 1e-9);
    }

    [Fact]
    [Trait("Requirement", "STA-01")]
    public void McNemar_of_a_small_table_is_the_references()
    {
        var expected = GoldenScores.Expected.GetProperty("mcnemar_small_table");
        var found = new McNemar(3, 9);

        found.ExactP.ShouldBe(expected.GetProperty("exact_p").GetDouble(), 1e-9);
        found.ChiSquareCorrected!.Value.ShouldBe(expected.GetProperty("chi_square_corrected").GetDouble(), 1e-12);
        found.ChiSquareCorrectedP!.Value.ShouldBe(expected.GetProperty("chi_square_corrected_p").GetDouble(), 1e-9);
    }

    [Fact]
    public void McNemar_without_a_difference_has_p_1_and_no_statistic()
    {
        var found = new McNemar(0, 0);

        (found.ExactP, found.ChiSquare, found.ChiSquareP, found.ChiSquareCorrected).ShouldBe((1, null, null, null));
    }
}
