using AxSpA.Cloud.Statistics.Agreement;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Statistics.Progression;
using AxSpA.Cloud.Statistics.Resampling;
using AxSpA.Cloud.Statistics.Survival;
using MathNet.Numerics.Random;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

/// <summary>The parts that reports are made of, by hand.</summary>
public class CohortsTests
{
    [Fact]
    public void A_counted_variable_has_a_denominator_of_its_own()
    {
        var psoriasis = Characteristic.Counted("psoriasis", [.. Enumerable.Repeat<bool?>(true, 22), .. Enumerable.Repeat<bool?>(false, 130), .. Enumerable.Repeat<bool?>(null, 11)]);

        (psoriasis.Yes, psoriasis.Known).ShouldBe((22, 152));
        // 14.47 %: the publication prints 14.4.
        AxSpA.Cloud.Reports.Risk.CharacteristicsReport.Words(psoriasis, 163).ShouldBe("22 / 152 (14.5)");
    }

    [Fact]
    public void A_measured_variable_has_mean_and_sample_deviation_or_neither()
    {
        var age = Characteristic.Measured("age", [2, 4, null, 9]);

        (age.Known, age.Mean).ShouldBe((3, 5));
        age.StandardDeviation!.Value.ShouldBe(Math.Sqrt(13), 1e-12);
        AxSpA.Cloud.Reports.Risk.CharacteristicsReport.Words(Characteristic.Measured("age", [null, null]), 2).ShouldBe("–");
        Characteristic.Measured("age", [3]).StandardDeviation.ShouldBeNull();
    }

    [Fact]
    public void Agreement_is_of_what_both_read_and_Fleiss_of_the_usual_number_of_readings()
    {
        GivenWord[] readers =
        [
            new(0, 0, "a", true, 3, 2), new(0, 0, "b", true, 3, 2), new(0, 1, "a", false, 0, 1), new(0, 1, "b", false, 0, 1), new(2, 2, "a", true, 4, 4), new(2, 2, "b", false, 1, 1), new(3, 3, "a", true, 2, 2),
        ];
        GivenWord[] models = [new(0, 0, "m", true, null, null), new(0, 1, "m", true, null, null)];

        var found = ReaderAgreement.Of(readers, models, new CaseBootstrap());

        var pair = found.Pairs.Single();
        (pair.Cases, pair.Agreed, pair.Joints).ShouldBe((3, 2, 6));
        // Observed 2/3, by chance 2/3·1/3 + 1/3·2/3.
        pair.Kappa.Value!.Value.ShouldBe(((2 / 3.0) - (4 / 9.0)) / (5 / 9.0), 1e-12);
        (found.Readers, found.FleissCases).ShouldBe((2, 3));
        found.WithModels.Select(one => (one.First, one.Second, one.Cases, one.WeightedKappa.Value)).ShouldBe([("a", "m", 2, null), ("b", "m", 2, null)]);
    }

    [Fact]
    public void Binomial_draws_have_the_mean_and_variance_of_their_distribution()
    {
        var random = new Xoshiro256StarStar(5, threadSafe: false);
        foreach (var (trials, probability) in new[] { (10, 0.3), (1000, 0.02), (100_000, 0.6) })
        {
            var draws = Enumerable.Range(0, 20_000).Select(_ => (double)BinomialDraw.Of(random, trials, probability)).ToArray();
            var (mean, variance) = (trials * probability, trials * probability * (1 - probability));
            // Five standard errors of mean and variance.
            draws.Average().ShouldBe(mean, 5 * Math.Sqrt(variance / draws.Length));
            draws.Average(draw => (draw - mean) * (draw - mean)).ShouldBe(variance, 5 * variance * Math.Sqrt(2.0 / draws.Length) * 1.1);
        }

        (BinomialDraw.Of(random, 100, 0), BinomialDraw.Of(random, 100, 1)).ShouldBe((0, 100));
        BinomialDraw.Multinomial(random, [3, 0, 5, 92]).Sum().ShouldBe(100);
    }

    [Fact]
    public void A_band_holds_the_curve_and_ends_where_the_curve_does()
    {
        var band = RocBand.Of(GoldenScores.AnatomyAware, new CaseBootstrap());
        var curve = RocCurve.Of(GoldenScores.AnatomyAware);

        band.Count.ShouldBe(101);
        (band[^1].Low, band[^1].High).ShouldBe((1, 1));
        foreach (var limit in band)
        {
            limit.Low.ShouldBeLessThanOrEqualTo(limit.High);
            curve.Where(point => point.FalsePositiveRate <= limit.FalsePositiveRate + 1e-12).Max(point => point.Sensitivity).ShouldBeInRange(limit.Low - 0.02, limit.High + 0.02);
        }

        RocBand.Of([new ScoredCase(true, 0.4)], new CaseBootstrap()).ShouldBeEmpty();
    }

    [Fact]
    public void Large_registries_have_finite_numbers()
    {
        var estimators = RiskEstimators.Of(new ProgressionTable(9_000, 21_000, 20_000, 150_000));

        estimators.FisherP.ShouldBeInRange(0, 1e-100);
        estimators.OddsRatioExact.Value!.Value.ShouldBe(estimators.OddsRatio.Value!.Value, 1e-2);
        estimators.RatioToCohort.Low!.Value.ShouldBeInRange(2.0, 2.1);
    }

    [Fact]
    public void Turnbull_of_many_subjects_is_quick_and_sums_to_one()
    {
        var random = new Random(3);
        CensoredInterval[] intervals = [.. Enumerable.Range(0, 100_000).Select(_ =>
        {
            var after = random.Next(0, 4) + (random.Next(0, 60) / 365.0);
            return new CensoredInterval(after, random.Next(4) == 0 ? after + 1 + (random.Next(0, 30) / 365.0) : double.PositiveInfinity);
        })];

        var masses = Turnbull.Of(intervals);

        masses.Sum(mass => mass.Probability).ShouldBe(1, 1e-4);
    }

    /// <summary>Masses are the likeliest where no time would take more: the mean over subjects of 1 / P(interval), for those whose interval holds it, is 1 where there is mass and less elsewhere.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Requirement", "STA-05")]
    public void Turnbull_of_any_intervals_is_the_likeliest(int seed)
    {
        var random = new Random(seed);
        CensoredInterval[] intervals = [.. Enumerable.Range(0, 3000).Select(_ =>
        {
            var after = random.Next(0, 1200) / 365.0;
            return new CensoredInterval(after, random.Next(3) == 0 ? double.PositiveInfinity : after + (random.Next(1, 600) / 365.0));
        })];

        var masses = Turnbull.Of(intervals);

        double[] probabilities = [.. intervals.Select(interval => masses.Where(mass => mass.After >= interval.After && mass.Until <= interval.Until).Sum(mass => mass.Probability))];
        double Gain(double time) => intervals.Zip(probabilities).Where(one => one.First.After < time && time <= one.First.Until).Sum(one => 1 / one.Second) / intervals.Length;
        foreach (var mass in masses)
            Gain(double.IsFinite(mass.Until) ? mass.Until : 1e9).ShouldBe(1, 1e-3);
        for (var day = 1; day < 1900; day++)
            Gain((day - 0.5) / 365).ShouldBeInRange(0, 1 + 1e-3);
    }
}
