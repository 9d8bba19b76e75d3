using AxSpA.Cloud.Training.Data;
using AxSpA.Cloud.Training.Runs;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Runs;

public class TrainingRunTests
{
    private static readonly Dictionary<string, string> Settings = new() { ["--epochs"] = "4" };
    private static readonly string Digest = new('a', 64);

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Run_killed_between_epochs_and_gone_on_with_has_the_same_curve_bit_for_bit()
    {
        using var folder = new ScratchFolder();
        var unbroken = Train(folder["unbroken"], training => [training.Phase(3), training.Phase(2, name: "second")]);
        var validations = 0;
        Should.Throw<KilledException>(() => Train(folder["killed"], training =>
            [training.Phase(3, whenValidated: () => Kill(++validations == 3)), training.Phase(2, name: "second")]));
        Should.Throw<KilledException>(() => Train(folder["killed"], training => [training.Phase(3), training.Phase(2, whenValidated: () => Kill(++validations == 5), name: "second")]));

        var resumed = Train(folder["killed"], training => [training.Phase(3), training.Phase(2, name: "second")]);

        resumed.Weights.ShouldBe(unbroken.Weights);
        resumed.State.Epochs.Select(WithoutTime).ShouldBe(unbroken.State.Epochs.Select(WithoutTime));
        resumed.State.Epochs.Count.ShouldBe(5);
        File.ReadAllLines(Path.Combine(folder["killed"], "metrics.csv")).Length.ShouldBe(6);
        File.ReadAllText(Path.Combine(folder["killed"], "curves.svg")).ShouldContain("closeness");
    }

    /// <summary>Every epoch of these phases is the best so far, so each writes both files.</summary>
    [Theory]
    [Trait("Requirement", "TRA-02")]
    [InlineData("last.state", 2)]
    [InlineData("best.weights", 1)]
    [InlineData("best.weights", 2)]
    public void Run_that_lacked_room_after_a_phases_first_epoch_and_gone_on_with_has_the_same_curve_and_weights(string file, int phase)
    {
        using var folder = new ScratchFolder();
        var undisturbed = Train(folder["undisturbed"], training => Phases(training, () => { }));
        var validations = 0;
        Should.Throw<DiskFullException>(() => Train(folder["full"], training => Phases(training, () => Fill(++validations == phase)))).Message.ShouldContain(file);

        var resumed = Train(folder["full"], training => Phases(training, () => { }));

        resumed.Weights.ShouldBe(undisturbed.Weights);
        resumed.State.Epochs.Select(WithoutTime).ShouldBe(undisturbed.State.Epochs.Select(WithoutTime));

        static Phase[] Phases(SmallTraining training, Action whenValidated)
            => [training.Phase(1, whenValidated: whenValidated), training.Phase(1, whenValidated: whenValidated, name: "second") with { ForgetsBest = true }];

        void Fill(bool now)
        {
            if (now)
                File.CreateSymbolicLink(Path.Combine(folder["full"], "state", $"{file}.draft"), "/dev/full");
        }
    }

    [Fact]
    public void Second_phase_begins_with_the_best_weights()
    {
        using var folder = new ScratchFolder();
        float[] best = [], begun = [];
        Train(folder["run"], training =>
        [
            training.Phase(3),
            training.Phase(1, name: "second") with
            {
                Groups = () =>
                {
                    begun = training.Weights();
                    using var other = new SmallTraining();
                    other.Network.load(Path.Combine(folder["run"], "state", "best.weights"));
                    best = other.Weights();
                    return [new RateGroup([.. training.Network.parameters()])];
                },
            },
        ]);

        begun.ShouldNotBeEmpty();
        begun.ShouldBe(best);
    }

    [Theory]
    [Trait("Requirement", "TRA-03")]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Loss_that_is_not_finite_stops_at_once_and_leaves_the_last_good_state(double wrong)
    {
        using var folder = new ScratchFolder();

        var refusal = Should.Throw<TrainingRefusedException>(() => Train(folder["run"], training => [training.Phase(4, spoil: epoch => epoch == 2 ? wrong : 1)]));

        refusal.Message.ShouldStartWith("small, epoch 3, step 1: expected a finite loss");
        RunState.Peek(Path.Combine(folder["run"], "state", "last.state")).EpochsDone.ShouldBe(2);
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Cancelled_run_keeps_the_last_whole_epoch()
    {
        using var folder = new ScratchFolder();
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => Train(folder["run"], training => [training.Phase(4, spoil: epoch => Stop(epoch == 1))], stop));

        RunState.Peek(Path.Combine(folder["run"], "state", "last.state")).EpochsDone.ShouldBe(1);

        double Stop(bool now)
        {
            if (now)
                stop.Cancel();
            return 1;
        }
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Folder_of_another_run_is_refused_with_the_difference()
    {
        using var folder = new ScratchFolder();
        using (var run = RunFolder.Open(folder["run"], Settings))
        {
            run.Bind(Digest);
            Should.Throw<TrainingRefusedException>(() => RunFolder.Open(folder["run"], Settings)).Message.ShouldContain("no other training uses");
        }

        Should.Throw<TrainingRefusedException>(() => RunFolder.Open(folder["run"], new Dictionary<string, string> { ["--epochs"] = "5" }))
            .Message.ShouldContain("--epochs: expected 4, found 5");
        using var again = RunFolder.Open(folder["run"], Settings);
        Should.Throw<TrainingRefusedException>(() => again.Bind(new string('b', 64))).Message.ShouldContain("(digest aaaaaaaaaaaa), found other data (digest bbbbbbbbbbbb)");
    }

    [Fact]
    public void Batch_in_parts_steps_as_the_whole_batch()
    {
        var whole = Step(part: 6);
        var parts = Step(part: 2);

        for (var index = 0; index < whole.Length; index++)
            parts[index].ShouldBe(whole[index], 1e-6f);

        static float[] Step(int part)
        {
            using var training = new SmallTraining();
            training.Network.eval();
            var schedule = new OneCycle(10, 0.01);
            RateGroup[] groups = [new([.. training.Network.parameters()])];
            using var optimiser = Optimisation.Make(groups, schedule, 0.01);
            int[] indices = [0, 1, 2, 3, 4, 5];
            for (var step = 0; step < 3; step++)
            {
                Optimisation.Set(optimiser, groups, schedule, step);
                var batches = Enumerable.Range(0, 6 / part).Select(number => new TrainingBatch(indices, number * part, part, 1, 0, 0, step));
                Optimisation.Step(optimiser, batches, batch => training.Loss([.. batch.Part]), "here");
            }

            return training.Weights();
        }
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public void Full_disk_is_named_and_leaves_the_file_as_it_was()
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("kept.txt", "before");

        var refusal = Should.Throw<DiskFullException>(() => AtomicFile.Write(path, _ =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            full.Write("after"u8);
        }));

        refusal.Message.ShouldContain("found the disk full");
        File.ReadAllText(path).ShouldBe("before");
        Directory.EnumerateFiles(folder.FullPath).ShouldBe([path]);
    }

    private static (RunState State, float[] Weights) Train(string path, Func<SmallTraining, IReadOnlyList<Phase>> phases, CancellationTokenSource? stop = null)
    {
        using var training = new SmallTraining();
        using var folder = RunFolder.Open(path, Settings);
        folder.Bind(Digest);
        var run = new TrainingRun(folder, training.Network, phases(training), new RunOptions(Seed: 3), new TrainingConsole(TextWriter.Null));
        run.Run(stop?.Token ?? TestContext.Current.CancellationToken);
        return (run.State, training.Weights());
    }

    private static object WithoutTime(EpochRecord epoch)
        => (epoch.Phase, epoch.Epoch, epoch.Rate, epoch.TrainingLoss, epoch.ValidationLoss, epoch.Score, epoch.IsBest, epoch.Metrics.Single());

    private static void Kill(bool now)
    {
        if (now)
            throw new KilledException();
    }

    private sealed class KilledException : Exception;
}
