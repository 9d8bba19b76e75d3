using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Training.Classification;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Classification;

public class ValidationScoreTests
{
    private static readonly ScoredCase[] Cases = [new(true, 0.9), new(true, 0.4), new(false, 0.2), new(false, 0.6), new(false, 0.1), new(true, 0.7)];

    [Fact]
    public void Score_is_that_of_the_larger_logit()
    {
        var score = ValidationScore.Of(Cases);

        // Two of three right on either side.
        score.Matthews.ShouldBe(1 / 3.0, 1e-12);
        score.BalancedAccuracy.ShouldBe(2 / 3.0, 1e-12);
        score.Auc.ShouldBe(8 / 9.0, 1e-12);
        score.Loss.ShouldBe(-(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.8) + Math.Log(0.4) + Math.Log(0.9) + Math.Log(0.7)) / 6, 1e-12);
    }

    [Fact]
    public void One_answer_for_all_counts_as_no_correlation()
        => ValidationScore.Of([new(true, 0.2), new(false, 0.1)]).Matthews.ShouldBe(0);

    [Fact]
    public void One_class_alone_is_refused()
        => Should.Throw<ArgumentException>(() => ValidationScore.Of([new(true, 0.2), new(true, 0.1)]));

    [Fact]
    public void Higher_correlation_beats_and_of_equals_the_lower_loss()
    {
        var score = new ValidationScore(Loss: 0.6, Auc: 0.7, Matthews: 0.4, BalancedAccuracy: 0.7);

        score.Beats(null).ShouldBeTrue();
        score.Beats(score).ShouldBeFalse();
        (score with { Matthews = 0.41, Loss = 0.9 }).Beats(score).ShouldBeTrue();
        (score with { Matthews = 0.39, Loss = 0.1 }).Beats(score).ShouldBeFalse();
        (score with { Loss = 0.5 }).Beats(score).ShouldBeTrue();
    }

    [Fact]
    public void Cutoff_has_the_highest_balanced_accuracy_strictly_above_it()
    {
        // From 0.2 on 3 of 3 and 2 of 3 are right, from 0.6 on 2 of 3 and 3 of 3: the lowest of equals.
        var rule = CutoffOnValidation.Choose(Cases);

        rule.ShouldBe(new Inference.DecisionRule(0.2, 0.7));
        rule.IsPositive(0.2).ShouldBeFalse();
    }

    [Fact]
    public void Confident_threshold_is_never_below_the_cutoff()
        => CutoffOnValidation.Choose([new(true, 0.9), new(false, 0.805)]).ShouldBe(new Inference.DecisionRule(0.81, 0.81));

    [Fact]
    public void Cutoff_of_a_network_that_knows_nothing_is_still_one_a_card_takes()
        => CutoffOnValidation.Choose([new(true, 0.5), new(false, 0.5)]).ShouldBe(new Inference.DecisionRule(0.01, 0.7));
}
