using AxSpA.Cloud.Phantoms.Evaluation;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Evaluation;

[Trait("Requirement", "PHA-05")]
public class TrivialTaskTests
{
    [Fact]
    public void Brightness_that_tells_the_truth_is_found_out()
        => TrivialTask.WithinSites(Cases(200, (random, ill) => random.NextDouble() + (ill ? 2 : 0), _ => "a")).Estimate.Value!.Value.ShouldBeGreaterThan(0.97);

    [Fact]
    public void Brightness_of_chance_tells_nothing()
        => TrivialTask.WithinSites(Cases(400, (random, _) => random.NextDouble(), _ => "a")).Estimate.Value!.Value.ShouldBeInRange(0.4, 0.6);

    [Fact]
    public void Look_that_tells_the_site_alone_counts_only_across_sites()
    {
        // One site is dark and mostly well, the other bright and mostly ill; within either, brightness is chance.
        var cases = Cases(400, (random, ill) => random.NextDouble(), place => place % 2 == 0 ? "dark" : "bright", (place, random) => random.NextDouble() < (place % 2 == 0 ? 0.1 : 0.9), place => place % 2 == 0 ? 0 : 5);
        TrivialTask.WithinSites(cases).Estimate.Value!.Value.ShouldBeInRange(0.35, 0.65);
        TrivialTask.Pooled(cases).Estimate.Value!.Value.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void One_class_alone_is_no_task() => TrivialTask.Pooled(Cases(20, (_, _) => 1, _ => "a", (_, _) => true)).Estimate.Value.ShouldBeNull();

    [Fact]
    public void Regression_predicts_as_many_as_there_are_and_ignores_what_does_not_vary()
    {
        double[][] features = [[1, 7], [2, 7], [3, 7], [4, 7]];
        var regression = LogisticRegression.Fit(features, [false, true, false, true]);
        features.Sum(row => regression.Probability(row)).ShouldBe(2, tolerance: 1e-8);
        regression.Probability([4, 7]).ShouldBe(regression.Probability([4, 900]));
        regression.Probability([4, 7]).ShouldBeGreaterThan(regression.Probability([1, 7]));
    }

    private static List<MeasuredCase> Cases(
        int count, Func<Random, bool, double> brightness, Func<int, string> site, Func<int, Random, bool>? ill = null, Func<int, double>? offset = null)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(place =>
        {
            var truth = ill is null ? place % 2 == 0 : ill(place, random);
            return MadeUpCases.Measured(MadeUpCases.Phantom(truth ? 3 : 0, 0, site(place)), 0.5, 0.5, mean: brightness(random, truth) + (offset?.Invoke(place) ?? 0));
        })];
    }
}
