using System.Diagnostics;
using System.Globalization;
using AxSpA.Cloud.Training.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>Trains a network through its phases, keeps the best weights, and can be killed at any moment: the next call goes on after the last whole epoch with the same curve.</summary>
/// <remarks>The same curve bit for bit on a CPU with the same number of threads; a GPU's convolutions add up in an order of their own.</remarks>
public sealed class TrainingRun
{
    private readonly RunFolder _folder;
    private readonly nn.Module _network;
    private readonly RunOptions _options;
    private readonly TrainingConsole _console;
    private readonly IReadOnlyList<Phase> _phases;
    private RunState _state;

    /// <param name="folder">Bound to its data.</param>
    /// <param name="network">With its initial weights, which follow from the seed, on its device.</param>
    /// <param name="phases">In their order.</param>
    /// <param name="options">Seed and the like.</param>
    /// <param name="console">Gets a line an epoch.</param>
    public TrainingRun(RunFolder folder, nn.Module network, IReadOnlyList<Phase> phases, RunOptions options, TrainingConsole console)
    {
        ArgumentNullException.ThrowIfNull(folder);
        (_folder, _network, _phases, _options, _console) = (folder, network, phases, options, console);
        _state = RunState.Peek(folder.LastState);
    }

    /// <summary>Where the run stands.</summary>
    public RunState State => _state;

    private long TotalSteps => _phases.Sum(phase => (long)phase.Epochs * Steps(phase));

    /// <summary>Trains what is left to train; afterwards the network holds the best weights.</summary>
    /// <exception cref="TrainingRefusedException">A loss is not finite; the state of the epoch before stays.</exception>
    /// <exception cref="DiskFullException">A file can't be written; the one before stays.</exception>
    /// <exception cref="OperationCanceledException">Stopped after a step.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        var done = _phases.Take(_state.Phase).Sum(phase => (long)phase.Epochs * Steps(phase));
        if (_state.Phase < _phases.Count)
            done += (long)_state.EpochsDone * Steps(_phases[_state.Phase]);
        if (_state.Epochs.Count > 0)
            Resume();
        _console.Work("training", TotalSteps, advance =>
        {
            while (_state.Phase < _phases.Count)
                RunPhase(_phases[_state.Phase], advance, cancellation);
        }, done);
        WriteReports();
        _network.load(_folder.BestWeights);
    }

    /// <summary>Makes up for best weights that the call before didn't come to write.</summary>
    private void Resume()
    {
        _console.Line($"going on after {_state.Epochs.Count} epochs of this run");
        RunState.LoadWeights(_folder.LastState, _network);
        KeepBest();
    }

    private int Steps(Phase phase) => Math.Min(phase.StepsPerEpoch, _options.LimitSteps ?? int.MaxValue);

    private void RunPhase(Phase phase, Action advance, CancellationToken cancellation)
    {
        IReadOnlyList<RateGroup> groups = [];
        var schedule = new OneCycle((long)phase.Epochs * Steps(phase), phase.MaxRate);
        OptimizerHelper Make()
        {
            groups = phase.Groups();
            return Optimisation.Make(groups, schedule, phase.WeightDecay);
        }

        if (_state.EpochsDone == 0)
            BeginPhase(phase);
        using var optimiser = _state.EpochsDone == 0 ? Make() : RunState.Load(_folder.LastState, _network, Make);
        while (_state.EpochsDone < phase.Epochs)
        {
            RunEpoch(phase, schedule, groups, optimiser, advance, cancellation);
            // A phase that is done is left at once, so that its optimiser is never looked for again.
            if (_state.EpochsDone == phase.Epochs)
                _state = _state with { Phase = _state.Phase + 1, EpochsDone = 0 };
            _state.Save(_folder.LastState, _network, optimiser);
            KeepBest();
            WriteReports();
            if (_state.EpochsDone == 0)
                break;
        }
    }

    private void BeginPhase(Phase phase)
    {
        if (_state.Epochs.Count > 0)
            _network.load(_folder.BestWeights);
        if (phase.ForgetsBest)
            _state = _state with { BestScore = null };
    }

    private void RunEpoch(
        Phase phase, OneCycle schedule, IReadOnlyList<RateGroup> groups, OptimizerHelper optimiser, Action advance, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var steps = Steps(phase);
        var order = Draw.At(_options.Seed, _state.Phase, _state.EpochsDone).Order(phase.Cases);
        var sum = 0.0;
        _network.train();
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Optimisation.Set(optimiser, groups, schedule, ((long)_state.EpochsDone * steps) + step);
            int[] indices = [.. order.Skip(step * phase.Batch).Take(phase.Batch)];
            sum += Optimisation.Step(optimiser, Parts(phase, indices, step), phase.Loss, Place(phase, step));
            advance();
        }

        cancellation.ThrowIfCancellationRequested();
        Record(phase, Validate(phase), sum / steps, schedule.Rate(((long)(_state.EpochsDone + 1) * steps) - 1), watch.Elapsed);
    }

    private IEnumerable<TrainingBatch> Parts(Phase phase, int[] indices, int step)
    {
        var part = Math.Min(_options.MicroBatch ?? phase.Batch, indices.Length);
        for (var from = 0; from < indices.Length; from += part)
            yield return new TrainingBatch(indices, from, Math.Min(part, indices.Length - from), _options.Seed, _state.Phase, _state.EpochsDone, step);
    }

    private Validation Validate(Phase phase)
    {
        Validation validation;
        using (no_grad())
        using (NewDisposeScope())
        {
            _network.eval();
            validation = phase.Validate();
        }

        if (!double.IsFinite(validation.Loss) || !double.IsFinite(validation.Score))
            throw Optimisation.NotFinite($"{phase.Name}, epoch {_state.EpochsDone + 1}, validation", validation.Loss);
        return validation;
    }

    private void Record(Phase phase, Validation validation, double trainingLoss, double rate, TimeSpan time)
    {
        var best = _state.BestScore is not { } before || validation.Score > before;
        var epoch = new EpochRecord(
            phase.Name, _state.EpochsDone + 1, rate, trainingLoss, validation.Loss, validation.Metrics, validation.Score, best, Math.Round(time.TotalSeconds, 2));
        _state = _state with
        {
            EpochsDone = _state.EpochsDone + 1,
            BestScore = best ? validation.Score : _state.BestScore,
            Epochs = [.. _state.Epochs, epoch],
        };
        _console.Line(Describe(epoch, phase));
    }

    /// <summary>Writes the network's weights where the last epoch was the best.</summary>
    private void KeepBest()
    {
        // After the state, which holds them too: stopped in between, the next call writes them. Before it, they could be of an epoch that the state doesn't know, and a phase that is run again would begin with them.
        if (_state.BestEpoch == _state.Epochs.Count)
            AtomicFile.Write(_folder.BestWeights, stream => SaveWeights(stream));
    }

    private void SaveWeights(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        _network.save(writer);
    }

    private void WriteReports()
    {
        MetricsFile.Write(_folder.Metrics, _state.Epochs);
        AtomicFile.Write(_folder.Curves, Reports.Plots.LearningCurves.Of(_state.Epochs.Select(MetricsFile.ToPoint).ToList()).ToFile());
    }

    private string Place(Phase phase, int step) => $"{phase.Name}, epoch {_state.EpochsDone + 1}, step {step + 1}";

    private string Describe(EpochRecord epoch, Phase phase)
    {
        var metrics = string.Join(", ", epoch.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {metric.Value:0.0000}")));
        var recent = _state.Epochs.Where(one => one.Phase == phase.Name).TakeLast(5).Average(one => one.Seconds);
        var left = TrainingConsole.Words(TimeSpan.FromSeconds(recent * (phase.Epochs - _state.EpochsDone)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{phase.Name}, epoch {epoch.Epoch} of {phase.Epochs}: loss {epoch.TrainingLoss:0.0000}, validation {epoch.ValidationLoss:0.0000}, {metrics}{(epoch.IsBest ? " (best)" : "")}; {epoch.Seconds:0.0} s, {left} left{(_phases.Count > 1 ? " in this phase" : "")}");
    }
}
