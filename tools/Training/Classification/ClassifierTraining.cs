using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Trains a classifier of one route on prepared data.</summary>
/// <param name="Regime">Validated.</param>
/// <param name="Data">Prepared and split.</param>
/// <param name="Options">Seed and the like.</param>
/// <param name="Device">To train on.</param>
/// <param name="ImageNet">File of torchvision's weights to begin with; null begins at random.</param>
public sealed record ClassifierTraining(ClassifierRegime Regime, ClassifierData Data, RunOptions Options, Device Device, string? ImageNet)
{
    /// <summary>Trains what a run's folder doesn't hold yet.</summary>
    /// <returns>The network with its best weights, in evaluation mode, and how it does; the caller disposes it.</returns>
    public (SacroiliitisResNet Network, ClassifierOutcome Outcome) Run(RunFolder folder, TrainingConsole console, CancellationToken cancellation)
    {
        var network = new SacroiliitisResNet(Regime.Width, Regime.Dropout, Options.Seed, Regime.ResidualStart);
        var isTrained = false;
        try
        {
            if (ImageNet is not null)
                PretrainedWeights.LoadImageNet(network, ImageNet);
            network.to(Device);
            var run = new TrainingRun(folder, network, ClassifierPhases.Of(Regime, Options, Data, network, Device), Options, console);
            run.Run(cancellation);
            var outcome = Outcome(network, run.State);
            isTrained = true;
            return (network, outcome);
        }
        finally
        {
            if (!isTrained)
                network.Dispose();
        }
    }

    /// <summary>Cut-off and figures on what the services will feed, whatever size and way of resizing were trained with.</summary>
    private ClassifierOutcome Outcome(SacroiliitisResNet network, RunState state)
    {
        network.eval();
        using var frozen = no_grad();
        var cases = ClassifierPhases.Validation(Regime, Options, Data, network, Device).Cases(SizedPicture.Served);
        return new ClassifierOutcome(ValidationScore.Of(cases), CutoffOnValidation.Choose(cases), cases, state.BestEpoch!.Value);
    }
}
