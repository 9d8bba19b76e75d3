using System.Text.Json;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Evaluation;
using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms.Evaluation;

[Trait("Requirement", "PHA-05")]
public class PhantomEvaluationTests
{
    private static readonly CutoffRule Cutoffs = new(new Dictionary<string, double> { [PhantomEvaluation.AnatomyAware] = 0.5, [PhantomEvaluation.Standard] = 0.5 });

    /// <summary>Two sites, four cases each: one-sided left and right, bilateral, none. The anatomy-aware model is right on all, the standard one errs on a site.</summary>
    private static readonly MeasuredCase[] Cases =
    [
        .. Site("north", wrong: false),
        .. Site("south", wrong: true),
    ];

    [Fact]
    public void Figures_are_those_counted_by_hand()
    {
        var evaluation = Evaluate(Cases);
        evaluation.Sites.ShouldBe(["north", "south"]);
        Value(evaluation, "dice.sacrum.mean").ShouldBe(0.9625);
        Value(evaluation, "joints.bothFound").ShouldBe(0.75);
        Value(evaluation, "joints.bothByIntersection").ShouldBe(0.75);
        Value(evaluation, "crop.rightSize").ShouldBe(0.75);
        Value(evaluation, "auc.anatomy-aware").ShouldBe(1);
        // Of twelve pairs of a positive and a negative case only south's positives with south's negative are wrong.
        Value(evaluation, "auc.standard").ShouldBe(0.75);
        Value(evaluation, "auc.difference").ShouldBe(0.25);
        Value(evaluation, "attention.anatomy-aware.onJoints").ShouldBe(4, tolerance: 1e-12);
        Value(evaluation, "attention.anatomy-aware.oneSided").ShouldBe(3, tolerance: 1e-12);
        Value(evaluation, "attention.anatomy-aware.leftOfBilateral").ShouldBe(0.5);
        Value(evaluation, "attention.anatomy-aware.symphysis").ShouldBe(0.1, tolerance: 1e-12);
        Value(evaluation, "kappa.least").ShouldBe(1);
    }

    [Fact]
    public void Limits_are_met_or_missed_by_all_cases_together()
    {
        var figures = Evaluate(Cases).Figures.ToDictionary(figure => figure.Key);
        figures["dice.sacrum.mean"].Met.ShouldBe(true);
        figures["dice.leftIlium.mean"].Met.ShouldBe(false);
        figures["joints.bothFound"].Met.ShouldBe(false);
        figures["joints.bothFound"].Limit!.IsMet(figures["joints.bothFound"].Sites[0].Estimate.Value).ShouldBeTrue();
        figures["auc.standard"].Met.ShouldBeNull();
        figures["attention.anatomy-aware.leftOfBilateral"].Met.ShouldBe(true);
        figures["kappa.most"].Met.ShouldBe(false);
    }

    [Fact]
    public void Without_a_standard_model_nothing_is_said_of_it()
    {
        var alone = Cases.Select(one => one with { Standard = null }).ToList();
        var evaluation = PhantomEvaluation.Of(alone, new CutoffRule(new Dictionary<string, double> { [PhantomEvaluation.AnatomyAware] = 0.5 }), new CaseBootstrap(100));
        evaluation.Figures.ShouldAllBe(figure => !figure.Key.Contains("standard") && !figure.Key.StartsWith("auc.d"));
        Value(evaluation, "auc.anatomy-aware").ShouldBe(1);
    }

    [Fact]
    public void Case_without_an_answer_is_counted_and_left_out_of_the_curves()
    {
        var evaluation = Evaluate([.. Cases, Cases[0] with { AnatomyAware = null, Crop = null }]);
        Value(evaluation, "unread").ShouldBe(1.0 / 9);
        evaluation.Sets[0].Cases.ShouldBe(8);
        Value(evaluation, "crop.containsBoth").ShouldBe(8.0 / 9);
    }

    [Fact]
    public void Json_is_the_same_every_time_and_holds_every_figure()
    {
        var origin = new EvaluationOrigin([("phantoms", "abc")], [("segmenter", "s", "1", "def")], "bootstrap", "axspa");
        var json = EvaluationJson.Of(Evaluate(Cases), origin);
        EvaluationJson.Of(Evaluate(Cases), origin).ShouldBe(json);
        var root = JsonSerializer.Deserialize<JsonElement>(json);
        root.GetProperty("figures").GetArrayLength().ShouldBe(Evaluate(Cases).Figures.Count);
        root.GetProperty("met").GetBoolean().ShouldBeFalse();
        root.GetProperty("figures")[0].GetProperty("sites").GetProperty("south").GetProperty("cases").GetInt32().ShouldBe(4);
        json.ShouldNotContain("NaN");
    }

    [Fact]
    public void No_cases_are_refused() => Should.Throw<ArgumentException>(() => Evaluate([]));

    [Fact]
    public void Twelve_cases_are_a_row_a_site_and_a_column_a_kind_without_a_look_at_the_answers()
    {
        var cases = Cases.Select(one => new CohortCase(one.Case, () => throw new InvalidOperationException())).ToList();
        var chosen = TwelveCases.Choose(cases);
        chosen.Select(one => (one.Case.Site, one.Case.Side)).Take(8).ShouldBe(
        [
            ("north", DiseaseSide.Bilateral), ("north", DiseaseSide.Left), ("north", DiseaseSide.Right), ("north", DiseaseSide.Negative),
            ("south", DiseaseSide.Bilateral), ("south", DiseaseSide.Left), ("south", DiseaseSide.Right), ("south", DiseaseSide.Negative),
        ]);
        chosen.Count.ShouldBe(8);
    }

    private static IEnumerable<MeasuredCase> Site(string site, bool wrong)
    {
        var probability = wrong ? (Ill: 0.2, Well: 0.8) : (Ill: 0.9, Well: 0.1);
        var (missed, dice, wide) = (wrong ? JointFinding.NotFound : JointFinding.Intersection, wrong ? 0.9 : 1, wrong ? 1.7 : 1.2);
        yield return MadeUpCases.Measured(Phantom(3, 0), 0.9, probability.Ill, Looking(0.3, 0.1), dice);
        yield return MadeUpCases.Measured(Phantom(1, 4), 0.8, probability.Ill, Looking(0.1, 0.3), 1, missed);
        yield return MadeUpCases.Measured(Phantom(2, 2), 0.7, probability.Ill, Looking(0.2, 0.2), wrong ? 0.8 : 1, missed, wide);
        yield return MadeUpCases.Measured(Phantom(0, 1), 0.1, probability.Well, Looking(0.2, 0.2), 1, areaRatio: wide);

        PhantomCase Phantom(int left, int right) => MadeUpCases.Phantom(left, right, site, new ReaderGrades(left, right), new ReaderGrades(left, right));
    }

    private static Attention Looking(double left, double right) => new(left, right, 0.1, 0.05, 0.8, 0.2);

    private static PhantomEvaluation Evaluate(IReadOnlyList<MeasuredCase> cases) => PhantomEvaluation.Of(cases, Cutoffs, new CaseBootstrap(100));

    private static double Value(PhantomEvaluation evaluation, string key) => evaluation.Figures.Single(figure => figure.Key == key).All.Estimate.Value!.Value;
}
