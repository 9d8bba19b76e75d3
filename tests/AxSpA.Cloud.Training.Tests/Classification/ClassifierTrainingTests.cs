using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using Shouldly;
using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Classification;

public sealed class ClassifierTrainingTests : IDisposable
{
    private readonly SmallTraining _small = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _small.Dispose();

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Training_stopped_after_every_epoch_has_the_curve_of_one_that_ran_through()
    {
        var (whole, expected) = _small.Run("whole", TextWriter.Null, Cancellation);
        using (whole)
        {
            var calls = 0;
            var (parted, found) = RunInPieces("parted", ref calls);
            using (parted)
            {
                calls.ShouldBe(7);
                _small.Curve("parted").ShouldBe(_small.Curve("whole"));
                found.Cases.ShouldBe(expected.Cases);
                foreach (var (key, weights) in whole.state_dict())
                    weights.Equals(parted.state_dict()[key]).ShouldBeTrue(key);
            }
        }
    }

    [Fact]
    [Trait("Requirement", "TRA-01")]
    public void Best_network_of_a_size_goes_on_to_the_next_phase_and_the_last_size_gives_the_result()
    {
        using var network = new SacroiliitisResNet(SmallTraining.Regime.Width, SmallTraining.Regime.Dropout, 3);
        var begun = new List<double>();
        IReadOnlyList<Phase> phases = ClassifierPhases.Of(SmallTraining.Regime, SmallTraining.Options, _small.Data, network, CPU);
        phases = [.. phases.Select((phase, number) => phase with { Groups = () => Begin(number) ?? phase.Groups() })];
        phases.Select(phase => phase.ForgetsBest).ShouldBe([false, false, true, false]);
        using var run = new TemporaryRun(_small.Data.Digest);

        var training = new TrainingRun(run.Folder, network, phases, SmallTraining.Options, new TrainingConsole(TextWriter.Null));
        training.Run(Cancellation);

        // What each phase began with scores, on the size before, as the best epoch so far did.
        var epochs = training.State.Epochs;
        begun.ShouldBe([Best(epochs.Take(2)), Best(epochs.Take(4)), Best(epochs.Skip(4).Take(1))]);
        Score(phases[3]).ShouldBe(Best(epochs.Skip(4)));

        IReadOnlyList<RateGroup>? Begin(int number)
        {
            if (number > 0)
                begun.Add(Score(phases[number - 1]));
            return null;
        }

        double Score(Phase phase)
        {
            using var frozen = no_grad();
            network.eval();
            return phase.Validate().Score;
        }

        static double Best(IEnumerable<EpochRecord> epochs) => epochs.Max(epoch => epoch.Score);
    }

    [Fact]
    [Trait("Requirement", "TRA-01")]
    public void Head_alone_changes_nothing_of_the_trunk_but_its_running_statistics()
    {
        using var network = new SacroiliitisResNet(4, 0, 3);
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var phase = ClassifierPhases.Of(SmallTraining.Regime, SmallTraining.Options, _small.Data, network, CPU)[0] with { Epochs = 1 };
        using var run = new TemporaryRun(_small.Data.Digest);

        new TrainingRun(run.Folder, network, [phase], SmallTraining.Options, new TrainingConsole(TextWriter.Null)).Run(Cancellation);

        var changed = network.state_dict().Where(entry => !entry.Value.Equals(before[entry.Key])).Select(entry => entry.Key).ToList();
        changed.ShouldContain("model.fc.0.weight");
        changed.ShouldContain("model.layer4.2.bn3.running_mean");
        changed.Where(key => !key.StartsWith("model.fc.", StringComparison.Ordinal))
            .ShouldAllBe(key => key.EndsWith("running_mean", StringComparison.Ordinal) || key.EndsWith("running_var", StringComparison.Ordinal) || key.EndsWith("num_batches_tracked", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "TRA-01")]
    public void All_layers_learn_at_rates_that_fall_by_a_tenth_a_group()
    {
        using var network = new SacroiliitisResNet(4, 0, 3);

        var groups = ClassifierPhases.Groups(network, TrainedPart.All, 0.9);

        groups.Select(group => Math.Round(group.RateFactor, 6)).ShouldBe([1, 0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531441]);
        groups.Sum(group => group.Parameters.Count).ShouldBe(network.parameters().Count());
        network.parameters().ShouldAllBe(parameter => parameter.requires_grad);
        ClassifierPhases.Groups(network, TrainedPart.Head, 0.9).Single().RateFactor.ShouldBe(1);
        network.parameters().Count(parameter => parameter.requires_grad).ShouldBe(6);
    }

    [Fact]
    public void Parts_of_a_batch_are_paired_as_the_whole_batch_is()
    {
        using var network = new SacroiliitisResNet(4, 0, 3);
        network.eval();
        using var frozen = no_grad();
        var loss = new ClassifierLoss(_small.Data, network, CPU, SmallTraining.Regime);
        var sized = new SizedPicture(new PictureSize(32, 48), ResizeRule.Training);
        int[] indices = [5, 1, 8, 2, 7, 0];

        using var whole = loss.Of(new TrainingBatch(indices, 0, 6, Seed: 3, Phase: 0, Epoch: 1, Step: 0), sized);
        using var first = loss.Of(new TrainingBatch(indices, 0, 4, Seed: 3, Phase: 0, Epoch: 1, Step: 0), sized);
        using var second = loss.Of(new TrainingBatch(indices, 4, 2, Seed: 3, Phase: 0, Epoch: 1, Step: 0), sized);

        // In evaluation mode pictures don't see each other, so parts add up to the whole.
        whole.item<float>().ShouldBe(((4 * first.item<float>()) + (2 * second.item<float>())) / 6, 1e-5f);
    }

    [Fact]
    [Trait("Requirement", "TRA-05")]
    public void Exported_model_answers_as_trained_and_carries_the_cutoff_chosen_on_validation()
    {
        var (network, outcome) = _small.Run("exported", TextWriter.Null, Cancellation);
        using var models = new TemporaryRun(_small.Data.Digest);
        StoredModel model;
        using (network)
            model = ModelExport.Classifier(network, ModelRole.AnatomyAware, outcome.Decision, PreprocessingVersions.Paper1, Record(outcome), models.Path);

        model.Card.Decision.ShouldBe(CutoffOnValidation.Choose([.. outcome.Cases]));
        using var classifier = new Classifier(model, new InferenceOptions());
        for (var place = 0; place < outcome.Cases.Count; place++)
        {
            using var picture = _small.Data.ValidationPictures([place], SizedPicture.Served);
            var answer = classifier.Classify(new Imaging.Plane<float>(416, 628, picture.data<float>().ToArray()));
            answer.Probability.ShouldBe(outcome.Cases[place].Score, 1e-4);
        }
    }

    private TrainingRecord Record(ClassifierOutcome outcome) => new()
    {
        DataFile = "data.csv",
        DataSha256 = _small.Data.Digest,
        Synthetic = true,
        Train = _small.Data.TrainingSet,
        Validation = _small.Data.ValidationSet,
        Regime = SmallTraining.Regime.Settings,
        Seed = 3,
        BestEpoch = outcome.BestEpoch,
        Metrics = outcome.Metrics,
        Tool = "test",
    };

    private (SacroiliitisResNet Network, ClassifierOutcome Outcome) RunInPieces(string name, ref int calls)
    {
        while (true)
        {
            using var output = new InterruptedAfterEpoch();
            calls++;
            try
            {
                return _small.Run(name, output, output.Stop);
            }
            catch (OperationCanceledException)
            {
                calls.ShouldBeLessThan(20);
            }
        }
    }
}
