using AxSpA.Cloud.Statistics.Calibration;
using AxSpA.Cloud.Statistics.Diagnosis;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

public class DiagnosisPropertyTests
{
    [Property(MaxTest = 300, Replay = "1,3")]
    [Trait("Requirement", "STA-05")]
    public void Area_does_not_change_under_a_monotone_transform(NonEmptyArray<bool> truths, int seed)
    {
        var cases = Cases(truths.Get, seed);

        AreaUnderCurve.Of([.. cases.Select(item => item with { Score = Math.Exp(3 * item.Score) - 7 })]).ShouldBe(AreaUnderCurve.Of(cases));
    }

    [Property(MaxTest = 300, Replay = "1,3")]
    public void Area_is_the_share_of_pairs_in_the_right_order(NonEmptyArray<bool> truths, int seed)
    {
        var cases = Cases(truths.Get, seed);
        var pairs = from positive in cases.Where(item => item.Truth) from negative in cases.Where(item => !item.Truth) select Math.Sign(positive.Score - negative.Score);
        double? expected = pairs.Any() ? pairs.Average(sign => (sign + 1) / 2.0) : null;

        var found = AreaUnderCurve.Of(cases);

        found.HasValue.ShouldBe(expected.HasValue);
        if (found is { } area)
            area.ShouldBe(expected!.Value, 1e-12);
    }

    [Property(MaxTest = 300, Replay = "1,3")]
    [Trait("Requirement", "STA-05")]
    public void Swapping_the_classes_turns_the_area_and_trades_sensitivity_for_specificity(NonEmptyArray<bool> truths, int seed)
    {
        var cases = Cases(truths.Get, seed);
        ScoredCase[] swapped = [.. cases.Select(item => item with { Truth = !item.Truth })];
        if (AreaUnderCurve.Of(cases) is { } area)
            AreaUnderCurve.Of(swapped)!.Value.ShouldBe(1 - area, 1e-12);

        var (one, other) = (ConfusionMatrix.At(0.5, cases), ConfusionMatrix.At(0.5, swapped));

        (other.FalsePositive, other.TruePositive).ShouldBe((one.TruePositive, one.FalsePositive));
        (one.TruePositive + one.FalseNegative + one.TrueNegative + one.FalsePositive).ShouldBe(cases.Length);
    }

    [Fact]
    public void A_rate_with_an_empty_denominator_is_null()
    {
        var allNegative = ConfusionMatrix.At(0.5, [new(false, 0.1), new(false, 0.2)]);

        (allNegative.Sensitivity, allNegative.Precision, allNegative.BalancedAccuracy, allNegative.MatthewsCorrelation, allNegative.Kappa).ShouldBe((null, null, null, null, null));
        allNegative.Specificity.ShouldBe(1);
        default(ConfusionMatrix).Accuracy.ShouldBeNull();
    }

    [Fact]
    public void Positive_means_strictly_above_the_cutoff()
        => ConfusionMatrix.At(0.59, [new(true, 0.59), new(true, 0.5900001)]).ShouldBe(new ConfusionMatrix(1, 1, 0, 0));

    [Fact]
    public void Calibration_of_probabilities_that_mean_what_they_say()
    {
        ScoredCase[] cases = [new(true, 0.75), new(true, 0.75), new(true, 0.75), new(false, 0.75), new(false, 0)];

        Reliability.ExpectedError(cases).ShouldBe(0);
        Reliability.Brier(cases)!.Value.ShouldBe(((3 * 0.0625) + 0.5625) / 5, 1e-12);
        Reliability.Curve(cases)[7].ShouldBe(new ReliabilityBin(0.7, 0.8, 4, 0.75, 0.75));
        Reliability.Brier([]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Reliability.Curve([new(true, 1.5)])).Message.ShouldContain("0..1");
    }

    /// <summary>Scores with ties.</summary>
    private static ScoredCase[] Cases(bool[] truths, int seed)
    {
        var random = new System.Random(seed);
        return [.. truths.Select(truth => new ScoredCase(truth, random.Next(8) / 8.0))];
    }
}
